package connecttest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declarePhoneNumbers declares claimed numbers.
func (s *state) declarePhoneNumbers(h *Handlers) {
	numbers := declare(s, &s.numbers, resource[types.ClaimedPhoneNumberSummary]{
		noun: "PhoneNumber", kind: "phone number", path: "phone-number", tagType: "phone-number", account: true,
		key: func(_ *request, _ *types.Instance, n *types.ClaimedPhoneNumberSummary) string {
			return aws.ToString(n.PhoneNumber)
		},
		fill: fillPhoneNumber, reachable: (*request).reaches, dropped: func(r *request, n *types.ClaimedPhoneNumberSummary) {
			r.released[aws.ToString(n.PhoneNumber)] = r.moment().Now
		},
		unused: func(r *request, _ *types.Instance, n *types.ClaimedPhoneNumberSummary) error {
			if home := regionOfARN(*n.PhoneNumberArn); home != r.region {
				return r.invalid("PhoneNumberId: the number was claimed in Region %s, and must be released there", home)
			}
			return nil
		},
		isOf: func(inst *types.Instance, n *types.ClaimedPhoneNumberSummary) bool {
			return idOf(n.TargetArn) == *inst.Id
		},
	})
	h.SearchAvailablePhoneNumbers = handle(s, searchAvailablePhoneNumbers)
	create(numbers, &h.ClaimPhoneNumber, claimPhoneNumber, "TargetArn", "InstanceId")
	create(numbers, &h.ImportPhoneNumber, importPhoneNumber, "InstanceId")
	describe(numbers, &h.DescribePhoneNumber)
	h.ListPhoneNumbersV2 = handle(s, listPhoneNumbersV2)
	h.ListPhoneNumbers = handle(s, listPhoneNumbers)
	// A number that moves to another target loses its flows.
	update(numbers, &h.UpdatePhoneNumber, func(r *request, _ *types.Instance, in *connect.UpdatePhoneNumberInput, n *types.ClaimedPhoneNumberSummary) error {
		if err := r.setTarget(n, in.TargetArn, in.InstanceId); err != nil {
			return err
		}
		r.numberFlows.clear(r, nil, *n.PhoneNumberId)
		return nil
	}, "TargetArn", "InstanceId")
	update(numbers, &h.UpdatePhoneNumberMetadata,
		func(_ *request, _ *types.Instance, in *connect.UpdatePhoneNumberMetadataInput, n *types.ClaimedPhoneNumberSummary) error {
			n.PhoneNumberDescription = in.PhoneNumberDescription // nil removes it
			return nil
		})
	remove(numbers, &h.ReleasePhoneNumber)
}

// fillPhoneNumber completes a number.
func fillPhoneNumber(_ *request, _ *types.Instance, n *types.ClaimedPhoneNumberSummary) {
	country, kind := classify(aws.ToString(n.PhoneNumber))
	if n.PhoneNumberCountryCode == "" {
		n.PhoneNumberCountryCode = country
	}
	if n.PhoneNumberType == "" {
		n.PhoneNumberType = kind
	}
	if n.PhoneNumberStatus == nil {
		n.PhoneNumberStatus = &types.PhoneNumberStatus{Status: types.PhoneNumberWorkflowStatusClaimed}
	}
}

// reaches reports whether an id or ARN names a number. A number is known in the Region in which it was claimed. Only one
// that is claimed to a traffic distribution group can be used from the other Region, and only by its ARN: its id names
// nothing there.
func (r *request) reaches(idOrARN *string, n *types.ClaimedPhoneNumberSummary) bool {
	home := regionOfARN(*n.PhoneNumberArn) == r.region
	return r.names(idOrARN, n.PhoneNumberArn) && (home || ofTrafficGroup(n.TargetArn))
}

// names reports whether an id or ARN of the request refers to the resource: its ARN always does, its id in its own Region.
func (r *request) names(idOrARN, arn *string) bool {
	if isARN(idOrARN) {
		return *idOrARN == *arn
	}
	return regionOfARN(*arn) == r.region
}

func ofTrafficGroup(arn *string) bool {
	return strings.Contains(aws.ToString(arn), ":traffic-distribution-group/")
}

// target finds the target that a number is claimed to: the request names an instance, or an instance or group by ARN.
func (r *request) target(targetARN, instanceID *string) (arn, instance *string, err error) {
	switch {
	case (targetARN == nil) == (instanceID == nil):
		return nil, nil, r.invalid("Set either TargetArn or InstanceId.")
	case ofTrafficGroup(targetARN):
		group, err := r.trafficGroups.find(r, nil, targetARN)
		if err != nil {
			return nil, nil, err
		}
		return group.Arn, nil, nil
	case targetARN != nil:
		instanceID = targetARN
	}
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	return inst.Arn, inst.Id, nil
}

// setTarget assigns a number to the target that the request names.
func (r *request) setTarget(n *types.ClaimedPhoneNumberSummary, targetARN, instanceID *string) (err error) {
	n.TargetArn, n.InstanceId, err = r.target(targetARN, instanceID)
	return err
}

// releaseNumbers releases the numbers that are claimed to an instance or group.
func (r *request) releaseNumbers(target *string) {
	for _, n := range r.numbers.in(nil).All() {
		if aws.ToString(n.TargetArn) == *target {
			r.numbers.drop(r, nil, n)
		}
	}
}

// claimed reports whether a number is taken.
func (r *request) claimed(number string) bool {
	_, taken := r.numbers.byKey(nil, number)
	return taken
}

func claimPhoneNumber(r *request, _ *types.Instance, in *connect.ClaimPhoneNumberInput, n *types.ClaimedPhoneNumberSummary) error {
	if err := r.setTarget(n, in.TargetArn, in.InstanceId); err != nil {
		return err
	}
	if r.isAway() {
		return r.invalid("A number must be claimed in the Region of the instance or group, not in that of the replica.")
	}
	number := *in.PhoneNumber
	if r.claimed(number) || r.cools(number) || !r.choices().AnyPhoneNumber && !offered(number) {
		return r.invalid("PhoneNumber: the number is not available")
	}
	return nil
}

// importPhoneNumber imports a number of another service. The number that an ARN of that service stands for is not known
// here: the next made-up one is used.
func importPhoneNumber(r *request, _ *types.Instance, in *connect.ImportPhoneNumberInput, n *types.ClaimedPhoneNumberSummary) error {
	if err := r.setTarget(n, nil, in.InstanceId); err != nil {
		return err
	}
	if r.isAway() {
		return r.invalid("InstanceId: a number must be imported in the Region of the instance, not in that of its replica")
	}
	if !isARN(in.SourcePhoneNumberArn) {
		return r.invalid("SourcePhoneNumberArn: must be an ARN")
	}
	_, taken := r.numbers.in(nil).Find(func(other *types.ClaimedPhoneNumberSummary) bool {
		return aws.ToString(other.SourcePhoneNumberArn) == *in.SourcePhoneNumberArn
	})
	if taken {
		return r.invalid("SourcePhoneNumberArn: the number has already been imported")
	}
	n.PhoneNumber = r.nextNumber()
	return nil
}

// nextNumber returns the next made-up number that is free.
func (r *request) nextNumber() *string {
	number := ""
	for i := 0; number == "" || r.claimed(number) || r.cools(number); i++ {
		number = fmt.Sprintf("%s%02d", block(types.PhoneNumberCountryCodeUs, types.PhoneNumberTypeDid), i)
	}
	return &number
}

// listPhoneNumbers lists numbers by ARNs of an older form, which no other operation uses.
func listPhoneNumbers(r *request, in *connect.ListPhoneNumbersInput) (*connect.ListPhoneNumbersOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	rows := r.numbers.in(nil).Rows(r.Moment, func(n *types.ClaimedPhoneNumberSummary) bool {
		return *n.TargetArn == *inst.Arn && isOneOf(n, in.PhoneNumberTypes, in.PhoneNumberCountryCodes)
	})
	out := new(connect.ListPhoneNumbersOutput)
	summary := as[types.PhoneNumberSummary](&r.numbers)
	return out, paged(r, in, out, rows, func(n *types.ClaimedPhoneNumberSummary) types.PhoneNumberSummary {
		old := summary(n)
		old.Arn, old.PhoneNumberType = aws.String(*inst.Arn+"/phone-number/"+*n.PhoneNumberId), olderType(n.PhoneNumberType)
		return old
	})
}

// olderType returns the type that ListPhoneNumbers, which is older than some types, shows for a type.
func olderType(kind types.PhoneNumberType) types.PhoneNumberType {
	switch kind {
	case types.PhoneNumberTypeUifn, types.PhoneNumberTypeThirdPartyTf:
		return types.PhoneNumberTypeTollFree
	case types.PhoneNumberTypeShared, types.PhoneNumberTypeThirdPartyDid:
		return types.PhoneNumberTypeDid
	}
	return kind
}

func listPhoneNumbersV2(r *request, in *connect.ListPhoneNumbersV2Input) (*connect.ListPhoneNumbersV2Output, error) {
	var target *string
	if in.TargetArn != nil || in.InstanceId != nil {
		var err error
		if target, _, err = r.target(in.TargetArn, in.InstanceId); err != nil {
			return nil, err
		}
	}
	rows := r.numbers.in(nil).Rows(r.Moment, func(n *types.ClaimedPhoneNumberSummary) bool {
		return (target == nil || *n.TargetArn == *target) && r.reaches(n.PhoneNumberArn, n) &&
			isOneOf(n, in.PhoneNumberTypes, in.PhoneNumberCountryCodes) && strings.HasPrefix(*n.PhoneNumber, aws.ToString(in.PhoneNumberPrefix))
	})
	out := new(connect.ListPhoneNumbersV2Output)
	return out, paged(r, in, out, rows, as[types.ListPhoneNumbersSummary](&r.numbers))
}

// isOneOf reports whether a number has one of the types and is of one of the countries; an empty list means any.
func isOneOf(n *types.ClaimedPhoneNumberSummary, kinds []types.PhoneNumberType, countries []types.PhoneNumberCountryCode) bool {
	return (len(kinds) == 0 || slices.Contains(kinds, n.PhoneNumberType)) &&
		(len(countries) == 0 || slices.Contains(countries, n.PhoneNumberCountryCode))
}

// AddPhoneNumber adds a claimed number and returns its id. Without PhoneNumber it is the next one that a search finds; without
// TargetArn and InstanceId it is claimed to the oldest instance.
func (s *Server) AddPhoneNumber(info types.ClaimedPhoneNumberSummary) string {
	return seed(s, func(r *request) (string, error) {
		n := fake.Copy(&info)
		if n.PhoneNumber == nil {
			n.PhoneNumber = r.nextNumber()
		}
		if inst, ok := r.instances.first(nil); ok && n.TargetArn == nil && n.InstanceId == nil {
			n.InstanceId = inst.Id
		}
		if err := r.setTarget(n, n.TargetArn, n.InstanceId); err != nil {
			return "", err
		}
		err := r.numbers.add(r, nil, n)
		return aws.ToString(n.PhoneNumberId), err
	})
}

// PhoneNumbers returns the claimed numbers, in the order in which they were claimed.
func (s *Server) PhoneNumbers() []types.ClaimedPhoneNumberSummary {
	return read(s, func(r *request) ([]types.ClaimedPhoneNumberSummary, error) { return r.numbers.all(r, nil), nil })
}
