package connecttest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The lifetimes of the tokens of a federated user.
const (
	accessTokenLife  = 15 * time.Minute
	refreshTokenLife = 10 * time.Hour
)

// getFederationToken signs in the oldest user of an instance with SAML, since a request does not name the user. Nothing
// accepts the tokens.
func getFederationToken(r *request, in *connect.GetFederationTokenInput) (*connect.GetFederationTokenOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if inst.IdentityManagementType != types.DirectoryTypeSaml {
		return nil, r.invalid("The instance does not use SAML.")
	}
	u, ok := r.users.first(inst)
	if !ok {
		return nil, &types.UserNotFoundException{Message: aws.String("No user of the instance belongs to the caller.")}
	}
	now := r.moment().Now
	return &connect.GetFederationTokenOutput{
		UserId: u.Id, UserArn: u.Arn, SignInUrl: aws.String(aws.ToString(inst.InstanceAccessUrl) + "/auth/sign-in"),
		Credentials: &types.Credentials{
			AccessToken: aws.String(r.newID()), AccessTokenExpiration: aws.Time(now.Add(accessTokenLife)),
			RefreshToken: aws.String(r.newID()), RefreshTokenExpiration: aws.Time(now.Add(refreshTokenLife)),
		},
	}, nil
}
