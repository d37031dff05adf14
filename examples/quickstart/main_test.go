package main

// Everything that the program prints.
func Example() {
	main()
	// Output:
	// CreateChannelFlow: a flow with one processor
	// AssociateChannelFlow: new messages wait for the function's verdict
	// DisassociateChannelFlow: messages are delivered at once again
	// again: There is no such association of the channel with the channel flow.
	// ListLexBots: OrderFlowers in us-east-1
	// DisassociateLexBot: the flows cannot use it any more
	// DisassociatePhoneNumberContactFlow: the number has no flow
	// a number that does not exist: chimeconnect.ErrNotFound
	// HTTP POST 201 CreateChannel
	// HTTP POST 201 CreateChannelFlow
	// HTTP PUT 200 AssociateChannelFlow
	// HTTP DELETE 204 DisassociateChannelFlow
	// HTTP DELETE 404 DisassociateChannelFlow
	// HTTP PUT 200 AssociateLexBot
	// HTTP GET 200 ListLexBots
	// HTTP DELETE 200 DisassociateLexBot
	// HTTP PUT 200 AssociatePhoneNumberContactFlow
	// HTTP DELETE 200 DisassociatePhoneNumberContactFlow
	// HTTP DELETE 404 DisassociatePhoneNumberContactFlow
}
