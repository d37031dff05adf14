package connecttest

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// importPhoneNumber takes over a number of another service. Which number an ARN of that service stands for is not known here:
// it becomes the next made-up one.
func importPhoneNumber(r *request, in *connect.ImportPhoneNumberInput) (*connect.ImportPhoneNumberOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if !isARN(in.SourcePhoneNumberArn) {
		return nil, r.invalid("SourcePhoneNumberArn: must be an ARN")
	}
	_, taken := r.state.numbers.Find(func(n *phoneNumber) bool {
		return aws.ToString(n.info.SourcePhoneNumberArn) == *in.SourcePhoneNumberArn
	})
	if taken {
		return nil, r.invalid("SourcePhoneNumberArn: the number was imported already")
	}
	number := ""
	for i := 0; number == "" || r.claimed(number); i++ {
		number = fmt.Sprintf("%s%02d", block(types.PhoneNumberCountryCodeUs, types.PhoneNumberTypeDid), i)
	}
	imported := r.addPhoneNumber(types.ClaimedPhoneNumberSummary{
		PhoneNumber: &number, PhoneNumberDescription: in.PhoneNumberDescription, Tags: in.Tags,
		TargetArn: inst.info.Arn, InstanceId: inst.info.Id, SourcePhoneNumberArn: in.SourcePhoneNumberArn,
	})
	return &connect.ImportPhoneNumberOutput{PhoneNumberId: imported.info.PhoneNumberId, PhoneNumberArn: imported.info.PhoneNumberArn}, nil
}
