package connecttest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// Permissions are those that AWS documents, unless a test chooses otherwise.
func TestPermissions(t *testing.T) {
	for name, c := range map[string]struct {
		choices   connecttest.Choices
		good, bad []string
	}{
		"as documented": {
			good: []string{"BasicAgentAccess", "AccessMetrics", "AccessMetrics.Dashboards.Access", "Users.View", "Views.Remove", "MyApp.Access"},
			bad:  []string{"Everything", "Users", "Users.", "Users.Look", "AccessMetrics.View", "users.view", ".Access", "Create|Edit"},
		},
		"new ones": {choices: connecttest.Choices{Permissions: []string{"Robots.Edit"}}, good: []string{"Robots.Edit", "Users.View"}, bad: []string{"Robots.View"}},
		"any":      {choices: connecttest.Choices{AnyPermission: true}, good: []string{"Everything"}},
	} {
		s := newScene(t, func(o *connecttest.Options) { o.Choices = c.choices })
		made := 0
		create := func(permission string) error {
			made++
			_, err := s.client.CreateSecurityProfile(t.Context(), &connect.CreateSecurityProfileInput{
				InstanceId: &s.instance, SecurityProfileName: aws.String(fmt.Sprint("Profile ", made)), Permissions: []string{permission},
			})
			return err
		}
		for _, permission := range c.good {
			require.NoError(t, create(permission), "%s: %s", name, permission)
		}
		for _, permission := range c.bad {
			require.Error(t, create(permission), "%s: %s", name, permission)
		}
	}
}
