package parity

import (
	"context"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

var regions = []string{
	"us-east-1", "us-west-2", "eu-central-1", "eu-west-2", "ap-southeast-1", "ap-northeast-2", "af-south-1", "ca-central-1", "il-central-1", "mx-central-1",
	"us-gov-west-1", "us-gov-east-1", "cn-north-1", "cn-northwest-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1",
	"eu-isoe-west-1", "us-isof-south-1", "us-isof-east-1", "eusc-de-east-1", "aws-global", "aws-cn-global", "aws-us-gov-global", "aws-iso-global",
	"us-new-9", "cn-new-1", "us-gov-new-1", "xx-nowhere-1", "fips-us-east-1", "us-east-1-fips", "", "bad region", "a/b", "local",
}

// TestEndpoints resolves every combination of Region, FIPS, dual-stack and custom endpoint with both resolvers.
func TestEndpoints(t *testing.T) {
	a, b := official.NewDefaultEndpointResolverV2(), ours.NewDefaultEndpointResolverV2()
	ledger := NewLedger(EndpointDifferences...)
	resolved := 0
	for _, region := range regions {
		for bits := range 8 {
			fips, dual := aws.Bool(bits&1 != 0), aws.Bool(bits&2 != 0)
			var endpoint *string
			if bits&4 != 0 {
				endpoint = aws.String("https://example.com:8443/base")
			}
			x, errX := a.ResolveEndpoint(context.Background(), official.EndpointParameters{
				Region: &region, UseFIPS: fips, UseDualStack: dual, Endpoint: endpoint,
			})
			y, errY := b.ResolveEndpoint(context.Background(), ours.EndpointParameters{
				Region: &region, UseFIPS: fips, UseDualStack: dual, Endpoint: endpoint,
			})
			c := &Case{Operation: fmt.Sprintf("%q fips=%v dual=%v custom=%v", region, *fips, *dual, endpoint != nil)}
			c.Official.Err, c.Ours.Err = errX, errY
			var d differ
			if (errX == nil) != (errY == nil) {
				d.add("endpoint", fmt.Sprint(x.URI.String(), " ", errX), fmt.Sprint(y.URI.String(), " ", errY))
			} else {
				d.text("endpoint", x.URI.String(), y.URI.String())
				d.text("headers", fmt.Sprint(x.Headers), fmt.Sprint(y.Headers))
			}
			ledger.Enter(t, c, d.found)
			resolved++
		}
	}
	ledger.Close(t)
	t.Logf("%d endpoints", resolved)
}
