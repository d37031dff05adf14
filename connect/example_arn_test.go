package connect_test

import (
	"fmt"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// Outputs and events often have an ARN where inputs need the ID of the instance.
func ExampleInstanceID() {
	id, err := connect.InstanceID("arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-3333-4444-555555555555/queue/q")
	fmt.Println(id, err)
	_, err = connect.InstanceID("arn:aws:connect:us-east-1:123456789012:phone-number/p")
	fmt.Println(err)
	// Output:
	// 11111111-2222-3333-4444-555555555555 <nil>
	// "arn:aws:connect:us-east-1:123456789012:phone-number/p" names no instance: want the ARN of an instance or of something in it, or an ID
}

func ExampleParseARN() {
	a, err := connect.ParseARN("arn:aws:connect:us-east-1:123456789012:instance/i/contact-flow/f")
	fmt.Println(a.InstanceID, a.Kind, a.ID, err)
	// Output: i contact-flow f <nil>
}
