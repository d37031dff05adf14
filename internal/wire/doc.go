// Package wire is the codec of both services: it reads the tags of plain Go structs and turns values into
// HTTP requests and JSON bodies and back. A client encodes inputs and decodes outputs; a fake service does the
// opposite with the same tags. Nothing is generated per type: the tags of a type are compiled into a plan the
// first time the type is used, and the plan is shared by all goroutines from then on.
//
// # Operation facts
//
// The first field of an operation's input is blank and names its HTTP binding:
//
//	_ struct{} `aws:"POST /channels/{ChannelArn}?operation=redact,status=201,readonly" page:"in=NextToken,out=NextToken,size=MaxResults,items=Channels"`
//
// The method and the path come first; a part after "?" is a fixed query. Then, separated by commas: the status of
// a successful answer when it is not 200; readonly; idempotent. The page key holds what a paginator needs. The
// operation's name is the type's name without "Input".
//
// The blank first field of a modelled error carries its code and status: `aws:"error=ConflictException,status=409"`.
//
// # Member facts
//
//	Name *string `aws:"query=botName,required,len=1:50,sensitive" pattern:"^\\S+$"`
//
// Location first: path, path=label, query=name, header=name; a member without one belongs to the JSON body under its
// Go name, or under name=wire. "-" is not on the wire. Then, in any order:
//
//	required      must be set
//	token         an idempotency token: a call fills it in where it is nil
//	bearer        the identity that a messaging call acts for: a client can have it as an option
//	sensitive     never shown in logs and errors
//	time=FORMAT   epoch, date-time or http-date, where it is not the location's usual one (body epoch, query
//	              date-time, header http-date)
//	len=MIN:MAX   characters of a string, elements of a list or map; either side may be empty
//	range=MIN:MAX bounds of a number
//	enum=A|B      the values of a string that has no enum type (keys of a map)
//
// The facts of elements have a prefix, which may be stacked: items. for lists, keys. and values. for maps
// (items.len=1:100, values.items.len=1:5). Patterns are tag keys of their own, with the same prefixes.
//
// A pattern must match the whole value, whether or not it is anchored: a Smithy pattern is a search by definition, but those
// of these services are clearly meant for whole values ([-_a-zA-Z0-9]* would allow anything otherwise). A dot matches a line
// break too. Conditions on the start of a value, such as (?!aws:), are checked as well, see package pattern.
//
// # Unions
//
// A union is an interface with a struct for each variant. A struct that holds unions names their variants in a blank
// field of no size, interface first, so that the codec finds them without any registry:
//
//	_ [0]*func(PredefinedAttributeValues, *PredefinedAttributeValuesMemberStringList, *UnknownUnionMember) `aws:"union"`
package wire
