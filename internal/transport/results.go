package transport

import (
	"context"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
)

// withResults puts the results of all attempts where retry.GetAttemptResults finds them. The last one's metadata, which
// is also that of the call, is kept as it was.
func (c *call) withResults(metadata middleware.Metadata) middleware.Metadata {
	if c.core.resultsKey == nil {
		return metadata
	}
	whole := metadata.Clone()
	whole.Set(c.core.resultsKey, retry.AttemptResults{Results: c.results})
	return whole
}

// findResultsKey learns under which key the AWS core keeps the results of attempts. The key has a private type, so its
// own attempt middleware sets it once and the key is looked up by what it leads to; nil if there is none any more.
func findResultsKey() any {
	attempt := retry.NewAttemptMiddleware(aws.NopRetryer{}, func(request any) any { return request })
	_, metadata, _ := attempt.HandleFinalize(context.Background(), middleware.FinalizeInput{}, middleware.FinalizeHandlerFunc(
		func(context.Context, middleware.FinalizeInput) (out middleware.FinalizeOutput, m middleware.Metadata, err error) {
			return out, m, nil
		}))
	for _, field := range reflect.ValueOf(metadata).Fields() {
		if field.Kind() != reflect.Map || field.Type().Key().Kind() != reflect.Interface {
			continue
		}
		for _, key := range field.MapKeys() {
			found := reflect.Zero(key.Elem().Type()).Interface()
			if _, ok := metadata.Get(found).(retry.AttemptResults); ok {
				return found
			}
		}
	}
	return nil
}
