package connecttest

import (
	"reflect"
	"strconv"
	"strings"
)

// usualPage is the page size of operations for which no other size is known.
const usualPage = 100

// defaultPage returns the page size of a request that does not set one: what AWS documents for the operation, else as
// many as a request can ask for, and at most 100.
func defaultPage(operation string, in any) int32 {
	if operation == "ListLexBots" {
		return 10
	}
	f, ok := reflect.TypeOf(in).Elem().FieldByName("MaxResults")
	if !ok {
		return usualPage
	}
	_, limits, _ := strings.Cut(f.Tag.Get("aws"), "range=")
	limits, _, _ = strings.Cut(limits, ",")
	_, most, _ := strings.Cut(limits, ":")
	n, err := strconv.ParseInt(most, 10, 32)
	if err != nil {
		return usualPage
	}
	return min(usualPage, int32(n))
}
