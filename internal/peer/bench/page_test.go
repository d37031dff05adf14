package bench

import (
	"fmt"
	"strings"
)

// page returns an answer of ListUsers with n users, as the service writes it: about 200 bytes per user.
func page(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"NextToken":null,"UserSummaryList":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"Arn":"arn:aws:connect:us-west-2:123456789012:instance/%s/agent/%08d-aaaa","Id":"%08d-aaaa-bbbb","LastModifiedRegion":"us-west-2",`+
			`"LastModifiedTime":%d.%03d,"Username":"agent.%d"}`, instance, i, i, 1700000000+i, i%1000, i)
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}
