package endpoint

import (
	"slices"
	"strings"
)

// partition is a separate part of AWS with DNS suffixes of its own.
type partition struct {
	name            string
	suffix          string
	dualStackSuffix string
	fips            bool
	prefixes        []string // of the names of its regions
	regions         []string // with names of another form
}

// partitionOf finds the partition of a region; an unknown region belongs to aws.
func partitionOf(region string) partition {
	for _, p := range partitions() {
		if slices.Contains(p.regions, region) {
			return p
		}
		for _, prefix := range p.prefixes {
			if rest, ok := strings.CutPrefix(region, prefix+"-"); ok && isRegionTail(rest) {
				return p
			}
		}
	}
	return partitions()[0]
}

// isRegionTail reports whether s is "word-number": the rest of a region's name behind the prefix of its partition.
func isRegionTail(s string) bool {
	word, number, ok := strings.Cut(s, "-")
	if !ok || word == "" || number == "" {
		return false
	}
	for _, c := range word {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_') {
			return false
		}
	}
	for _, c := range number {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func partitions() []partition {
	return []partition{
		{"aws", "amazonaws.com", "api.aws", true, []string{"us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"}, []string{"aws-global"}},
		{"aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", true, []string{"cn"}, []string{"aws-cn-global"}},
		{"aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", true, []string{"eusc-de"}, nil},
		{"aws-iso", "c2s.ic.gov", "api.aws.ic.gov", true, []string{"us-iso"}, []string{"aws-iso-global"}},
		{"aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", true, []string{"us-isob"}, []string{"aws-iso-b-global"}},
		{"aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", true, []string{"eu-isoe"}, []string{"aws-iso-e-global"}},
		{"aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", true, []string{"us-isof"}, []string{"aws-iso-f-global"}},
		{"aws-us-gov", "amazonaws.com", "api.aws", true, []string{"us-gov"}, []string{"aws-us-gov-global"}},
	}
}

// PartitionOf is the name of the partition of a region, as it stands in ARNs. An unknown region belongs to aws.
func PartitionOf(region string) string { return partitionOf(region).name }
