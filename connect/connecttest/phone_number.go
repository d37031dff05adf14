package connecttest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// phoneNumber is a claimed number.
type phoneNumber struct {
	info types.ClaimedPhoneNumberSummary
	// flows holds the id of the contact flow by the id of the instance: a number of a traffic distribution group can
	// have one in each.
	flows map[string]string
}

func (s *state) phoneNumberHandlers(h *Handlers) {
	h.SearchAvailablePhoneNumbers = handle(s, searchAvailablePhoneNumbers)
	h.ClaimPhoneNumber = handle(s, claimPhoneNumber)
	h.ImportPhoneNumber = handle(s, importPhoneNumber)
	h.DescribePhoneNumber = handle(s, describePhoneNumber)
	h.ListPhoneNumbers = handle(s, listPhoneNumbers)
	h.ListPhoneNumbersV2 = handle(s, listPhoneNumbersV2)
	h.UpdatePhoneNumber = handle(s, updatePhoneNumber)
	h.UpdatePhoneNumberMetadata = handle(s, updatePhoneNumberMetadata)
	h.ReleasePhoneNumber = handle(s, releasePhoneNumber)
}

func isARN(s *string) bool { return strings.HasPrefix(aws.ToString(s), "arn:") }

// regionOfARN returns the Region in an ARN.
func regionOfARN(arn string) string {
	parts := strings.SplitN(arn, ":", 5)
	if len(parts) < 5 {
		return ""
	}
	return parts[3]
}

// phoneNumber finds a claimed number. A number is known in the Region in which it was claimed. Only one that is claimed
// to a traffic distribution group can be used from the other Region, and only by its ARN: its id names nothing there.
func (r *request) phoneNumber(idOrARN *string) (*phoneNumber, error) {
	if number, ok := r.state.numbers.Get(idOf(idOrARN)); ok && r.reaches(number, idOrARN) {
		return number, nil
	}
	return nil, r.notFound("phone number", idOrARN)
}

func (r *request) reaches(number *phoneNumber, idOrARN *string) bool {
	home := regionOfARN(*number.info.PhoneNumberArn) == r.region
	return r.names(idOrARN, number.info.PhoneNumberArn) && (home || strings.Contains(*number.info.TargetArn, ":traffic-distribution-group/"))
}

// target finds what a number is claimed to: the request names an instance, or an instance or group by ARN.
func (r *request) target(targetARN, instanceID *string) (arn, instance *string, err error) {
	switch {
	case (targetARN == nil) == (instanceID == nil):
		return nil, nil, r.invalid("Name either TargetArn or InstanceId.")
	case targetARN != nil && strings.Contains(*targetARN, ":traffic-distribution-group/"):
		group, err := r.trafficGroup(targetARN)
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
	return inst.info.Arn, inst.info.Id, nil
}

func claimPhoneNumber(r *request, in *connect.ClaimPhoneNumberInput) (*connect.ClaimPhoneNumberOutput, error) {
	target, instanceID, err := r.target(in.TargetArn, in.InstanceId)
	if err != nil {
		return nil, err
	}
	if r.claimed(*in.PhoneNumber) {
		return nil, r.invalid("PhoneNumber: the number is not available")
	}
	number := r.addPhoneNumber(types.ClaimedPhoneNumberSummary{
		PhoneNumber: in.PhoneNumber, PhoneNumberDescription: in.PhoneNumberDescription, Tags: in.Tags, TargetArn: target, InstanceId: instanceID,
	})
	return &connect.ClaimPhoneNumberOutput{PhoneNumberId: number.info.PhoneNumberId, PhoneNumberArn: number.info.PhoneNumberArn}, nil
}

func (r *request) claimed(number string) bool {
	_, taken := r.state.numbers.Find(func(n *phoneNumber) bool { return *n.info.PhoneNumber == number })
	return taken
}

func (r *request) addPhoneNumber(info types.ClaimedPhoneNumberSummary) *phoneNumber {
	if info.PhoneNumberId == nil {
		info.PhoneNumberId = aws.String(r.state.newID())
	}
	info.PhoneNumberArn = aws.String(r.arn("phone-number", *info.PhoneNumberId))
	country, kind := classify(*info.PhoneNumber)
	if info.PhoneNumberCountryCode == "" {
		info.PhoneNumberCountryCode = country
	}
	if info.PhoneNumberType == "" {
		info.PhoneNumberType = kind
	}
	if info.PhoneNumberStatus == nil {
		info.PhoneNumberStatus = &types.PhoneNumberStatus{Status: types.PhoneNumberWorkflowStatusClaimed}
	}
	number := &phoneNumber{info: info}
	r.state.numbers.Put(r.Moment, *info.PhoneNumberId, number)
	return number
}

func describePhoneNumber(r *request, in *connect.DescribePhoneNumberInput) (*connect.DescribePhoneNumberOutput, error) {
	number, ok := r.state.numbers.See(r.Moment, idOf(in.PhoneNumberId))
	if !ok || !r.reaches(number, in.PhoneNumberId) {
		return nil, r.notFound("phone number", in.PhoneNumberId)
	}
	return &connect.DescribePhoneNumberOutput{ClaimedPhoneNumberSummary: &number.info}, nil
}

func listPhoneNumbers(r *request, in *connect.ListPhoneNumbersInput) (*connect.ListPhoneNumbersOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &r.state.numbers, in, func(n *phoneNumber) bool {
		return *n.info.TargetArn == *inst.info.Arn && n.is(in.PhoneNumberTypes, in.PhoneNumberCountryCodes)
	}, func(n *phoneNumber) types.PhoneNumberSummary {
		return types.PhoneNumberSummary{
			Id: n.info.PhoneNumberId, Arn: n.info.PhoneNumberArn, PhoneNumber: n.info.PhoneNumber,
			PhoneNumberType: n.info.PhoneNumberType, PhoneNumberCountryCode: n.info.PhoneNumberCountryCode,
		}
	})
	return &connect.ListPhoneNumbersOutput{PhoneNumberSummaryList: page, NextToken: next}, err
}

// is reports whether a number has one of the types and is of one of the countries; none given means any.
func (n *phoneNumber) is(kinds []types.PhoneNumberType, countries []types.PhoneNumberCountryCode) bool {
	return (len(kinds) == 0 || slices.Contains(kinds, n.info.PhoneNumberType)) &&
		(len(countries) == 0 || slices.Contains(countries, n.info.PhoneNumberCountryCode))
}

func listPhoneNumbersV2(r *request, in *connect.ListPhoneNumbersV2Input) (*connect.ListPhoneNumbersV2Output, error) {
	var target *string
	if in.TargetArn != nil || in.InstanceId != nil {
		var err error
		if target, _, err = r.target(in.TargetArn, in.InstanceId); err != nil {
			return nil, err
		}
	}
	page, next, err := list(r, &r.state.numbers, in, func(n *phoneNumber) bool {
		return (target == nil || *n.info.TargetArn == *target) && r.reaches(n, n.info.PhoneNumberArn) &&
			n.is(in.PhoneNumberTypes, in.PhoneNumberCountryCodes) && strings.HasPrefix(*n.info.PhoneNumber, aws.ToString(in.PhoneNumberPrefix))
	}, func(n *phoneNumber) types.ListPhoneNumbersSummary {
		return types.ListPhoneNumbersSummary{
			PhoneNumberId: n.info.PhoneNumberId, PhoneNumberArn: n.info.PhoneNumberArn, PhoneNumber: n.info.PhoneNumber,
			PhoneNumberCountryCode: n.info.PhoneNumberCountryCode, PhoneNumberType: n.info.PhoneNumberType,
			TargetArn: n.info.TargetArn, InstanceId: n.info.InstanceId, PhoneNumberDescription: n.info.PhoneNumberDescription,
		}
	})
	return &connect.ListPhoneNumbersV2Output{ListPhoneNumbersSummaryList: page, NextToken: next}, err
}

// updatePhoneNumber moves a number to another target. Its flows stay behind.
func updatePhoneNumber(r *request, in *connect.UpdatePhoneNumberInput) (*connect.UpdatePhoneNumberOutput, error) {
	number, err := r.phoneNumber(in.PhoneNumberId)
	if err != nil {
		return nil, err
	}
	changed := phoneNumber{info: number.info}
	if changed.info.TargetArn, changed.info.InstanceId, err = r.target(in.TargetArn, in.InstanceId); err != nil {
		return nil, err
	}
	r.state.numbers.Put(r.Moment, *number.info.PhoneNumberId, &changed)
	return &connect.UpdatePhoneNumberOutput{PhoneNumberId: number.info.PhoneNumberId, PhoneNumberArn: number.info.PhoneNumberArn}, nil
}

func updatePhoneNumberMetadata(r *request, in *connect.UpdatePhoneNumberMetadataInput) (*connect.UpdatePhoneNumberMetadataOutput, error) {
	number, err := r.phoneNumber(in.PhoneNumberId)
	if err != nil {
		return nil, err
	}
	changed := *number
	changed.info.PhoneNumberDescription = in.PhoneNumberDescription
	r.state.numbers.Put(r.Moment, *number.info.PhoneNumberId, &changed)
	return nil, nil
}

func releasePhoneNumber(r *request, in *connect.ReleasePhoneNumberInput) (*connect.ReleasePhoneNumberOutput, error) {
	number, err := r.phoneNumber(in.PhoneNumberId)
	if err != nil {
		return nil, err
	}
	r.state.numbers.Delete(r.Moment, *number.info.PhoneNumberId)
	return nil, nil
}

// AddPhoneNumber adds a claimed number and returns its id. PhoneNumber must be set, and TargetArn or InstanceId.
func (s *Server) AddPhoneNumber(info types.ClaimedPhoneNumberSummary) string {
	return seed(s, func(r *request) (string, error) {
		var err error
		if info.TargetArn, info.InstanceId, err = r.target(info.TargetArn, info.InstanceId); err != nil {
			return "", err
		}
		return *r.addPhoneNumber(info).info.PhoneNumberId, nil
	})
}

// PhoneNumbers returns the claimed numbers, in the order in which they were claimed.
func (s *Server) PhoneNumbers() []types.ClaimedPhoneNumberSummary {
	return read(s, func(*request) ([]types.ClaimedPhoneNumberSummary, error) {
		return infos(&s.state.numbers, func(n *phoneNumber) types.ClaimedPhoneNumberSummary { return n.info }), nil
	})
}
