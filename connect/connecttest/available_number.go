package connecttest

import (
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// blockSize is how many numbers of a country and type can be found.
const blockSize = 100

// block is the start of the made-up numbers of a country and type; two digits complete it. Those of the US, Canada, the UK
// and Australia are reserved for fiction.
func block(country types.PhoneNumberCountryCode, kind types.PhoneNumberType) string {
	tollFree := kind == types.PhoneNumberTypeTollFree
	switch country {
	case types.PhoneNumberCountryCodeUs, types.PhoneNumberCountryCodeCa:
		if tollFree {
			return "+180055501"
		}
		if country == types.PhoneNumberCountryCodeCa {
			return "+160455501"
		}
		return "+120655501"
	case types.PhoneNumberCountryCodeGb:
		if tollFree {
			return "+4480815700"
		}
		return "+4420794600"
	case types.PhoneNumberCountryCodeAu:
		if !tollFree {
			return "+613701050"
		}
	}
	// 888 is a country code that is not in use: the digits after it stand for the country and type.
	return fmt.Sprintf("+888%02d%02d%d0", country[0]-'A', country[1]-'A', len(kind))
}

// classify is the inverse of block: it returns the country and type of a number. A number of no block is a DID of the US.
func classify(number string) (types.PhoneNumberCountryCode, types.PhoneNumberType) {
	for _, country := range types.PhoneNumberCountryCode("").Values() {
		for _, kind := range []types.PhoneNumberType{types.PhoneNumberTypeTollFree, types.PhoneNumberTypeDid, types.PhoneNumberTypeUifn} {
			if strings.HasPrefix(number, block(country, kind)) {
				return country, kind
			}
		}
	}
	return types.PhoneNumberCountryCodeUs, types.PhoneNumberTypeDid
}

// offered reports whether a search can find a number.
func offered(number string) bool {
	country, kind := classify(number)
	rest, ok := strings.CutPrefix(number, block(country, kind))
	return ok && len(rest) == 2 && strings.Trim(rest, "0123456789") == ""
}

// cools reports whether a number was released so recently that it cannot be claimed.
func (r *request) cools(number string) bool {
	at, was := r.released[number]
	return was && r.moment().Now.Sub(at) < r.choices().cooldown()
}

func searchAvailablePhoneNumbers(r *request, in *connect.SearchAvailablePhoneNumbersInput) (*connect.SearchAvailablePhoneNumbersOutput, error) {
	if _, _, err := r.target(in.TargetArn, in.InstanceId); err != nil {
		return nil, r.invalid("%s", err)
	}
	var found []types.AvailableNumberSummary
	for i := range blockSize {
		number := fmt.Sprintf("%s%02d", block(in.PhoneNumberCountryCode, in.PhoneNumberType), i)
		if strings.HasPrefix(number, aws.ToString(in.PhoneNumberPrefix)) && !r.claimed(number) && !r.cools(number) {
			found = append(found, types.AvailableNumberSummary{
				PhoneNumber: &number, PhoneNumberCountryCode: in.PhoneNumberCountryCode, PhoneNumberType: in.PhoneNumberType,
			})
		}
	}
	out := new(connect.SearchAvailablePhoneNumbersOutput)
	return out, paged(r, in, out, fake.RowsOf(found), same)
}
