package chimemessaging_test

import (
	"fmt"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// An ARN says what it names. Errors say what was expected.
func ExampleParseARN() {
	a, err := chimemessaging.ParseARN("arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/alice")
	fmt.Println(a.Kind, a.ID, a.IsBearer(), a.AppInstanceARN(), err)
	_, err = chimemessaging.ParseARN("alice")
	fmt.Println(err)
	// Output:
	// user alice true arn:aws:chime:us-east-1:123456789012:app-instance/shop <nil>
	// "alice" is not an ARN: want arn:PARTITION:chime:REGION:ACCOUNT:app-instance/ID, or the same with /user/ID, /bot/ID, /channel/ID or /channel-flow/ID after it
}
