package endpoint

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

func TestHosts(t *testing.T) {
	tests := []struct{ region, plain, fips, dual, both string }{
		{"us-east-1", "amazonaws.com", "-fips.us-east-1.amazonaws.com", "api.aws", "-fips.us-east-1.api.aws"},
		{"eu-central-1", "amazonaws.com", "-fips.eu-central-1.amazonaws.com", "api.aws", "-fips.eu-central-1.api.aws"},
		{"mx-central-1", "amazonaws.com", "-fips.mx-central-1.amazonaws.com", "api.aws", "-fips.mx-central-1.api.aws"},
		{"xx-new-12", "amazonaws.com", "-fips.xx-new-12.amazonaws.com", "api.aws", "-fips.xx-new-12.api.aws"},
		{"local", "amazonaws.com", "-fips.local.amazonaws.com", "api.aws", "-fips.local.api.aws"},
		{"aws-global", "amazonaws.com", "-fips.aws-global.amazonaws.com", "api.aws", "-fips.aws-global.api.aws"},
		{"cn-north-1", "amazonaws.com.cn", "-fips.cn-north-1.amazonaws.com.cn", "api.amazonwebservices.com.cn", "-fips.cn-north-1.api.amazonwebservices.com.cn"},
		{"eusc-de-east-1", "amazonaws.eu", "-fips.eusc-de-east-1.amazonaws.eu", "api.amazonwebservices.eu", "-fips.eusc-de-east-1.api.amazonwebservices.eu"},
		{"us-iso-east-1", "c2s.ic.gov", "-fips.us-iso-east-1.c2s.ic.gov", "api.aws.ic.gov", "-fips.us-iso-east-1.api.aws.ic.gov"},
		{"us-isob-east-1", "sc2s.sgov.gov", "-fips.us-isob-east-1.sc2s.sgov.gov", "api.aws.scloud", "-fips.us-isob-east-1.api.aws.scloud"},
		{"eu-isoe-west-1", "cloud.adc-e.uk", "-fips.eu-isoe-west-1.cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk"},
		{"us-isof-south-1", "csp.hci.ic.gov", "-fips.us-isof-south-1.csp.hci.ic.gov", "api.aws.hci.ic.gov", "-fips.us-isof-south-1.api.aws.hci.ic.gov"},
		{"us-gov-west-1", "amazonaws.com", ".us-gov-west-1.amazonaws.com", "api.aws", "-fips.us-gov-west-1.api.aws"},
	}
	for _, tt := range tests {
		for _, plainGov := range []bool{true, false} {
			service := Service{ID: "Test Service", Prefix: "test", GovFIPSIsPlain: plainGov}
			fips := "test" + tt.fips
			if !plainGov && tt.region == "us-gov-west-1" {
				fips = "test-fips.us-gov-west-1.amazonaws.com"
			}
			host := func(fips, dual bool) string {
				e, err := service.ResolveEndpoint(t.Context(), chimeconnect.EndpointParameters{
					Region: &tt.region, UseFIPS: &fips, UseDualStack: &dual,
				})
				require.NoError(t, err)
				return e.URI.String()
			}
			assert.Equal(t, "https://test."+tt.region+"."+tt.plain, host(false, false))
			assert.Equal(t, "https://"+fips, host(true, false))
			assert.Equal(t, "https://test."+tt.region+"."+tt.dual, host(false, true))
			assert.Equal(t, "https://test"+tt.both, host(true, true))
		}
	}
}

func TestRegion(t *testing.T) {
	for name, want := range map[string]string{
		"fips-us-east-1": "us-east-1", "us-east-1-fips": "us-east-1", "us-gov-fips-west-1": "us-gov-west-1", "us-west-2": "us-west-2",
	} {
		region, fips := Region(name)
		assert.Equal(t, want, region)
		assert.Equal(t, name != want, fips)
	}
}

func TestPartitionWithoutVariant(t *testing.T) {
	_, err := (&Service{}).host("", false, false)
	require.ErrorIs(t, err, ErrNoRegion)
	for _, region := range []string{"us-east-1", "us-iso-east-1"} {
		p := partitionOf(region)
		assert.True(t, p.fips && p.dualStackSuffix != "", "all partitions have both today")
	}
}
