package connect_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// A client can call the service of another account, with a role there that this account may assume.
func ExampleNewFromConfig_assumeRole() {
	srv := newServer()
	defer srv.Close()
	stopSTS, cfg := startSTS(srv)
	defer stopSTS()
	ctx := context.Background()

	role := stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), "arn:aws:iam::111122223333:role/contact-centre")
	client := connect.NewFromConfig(cfg, func(o *connect.Options) {
		o.Credentials = aws.NewCredentialsCache(role)
	})

	out, err := client.ListInstances(ctx, &connect.ListInstancesInput{})
	if err != nil {
		log.Fatal(err)
	}
	used, err := client.Options().Credentials.Retrieve(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(out.InstanceSummaryList), "instance, with the credentials", used.AccessKeyID)
	// Output: 1 instance, with the credentials ASIAROLE
}

// startSTS starts a stand-in for AWS STS with a single role, which the fake service accepts.
func startSTS(srv *server) (stop func(), cfg aws.Config) {
	srv.AddCredentials(aws.Credentials{AccessKeyID: "ASIAROLE", SecretAccessKey: "role-secret", SessionToken: "role-token"})
	expires := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>`+
			`<SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken><Expiration>%s</Expiration>`+
			`</Credentials></AssumeRoleResult></AssumeRoleResponse>`, expires)
	}))
	cfg = srv.config()
	cfg.ConfigSources = []any{endpoints{"STS": service.URL, connect.ServiceID: srv.URL()}}
	cfg.BaseEndpoint = nil
	return service.Close, cfg
}

// endpoints are the endpoints of services, as the files and variables of a configuration have them.
type endpoints map[string]string

// GetServiceBaseEndpoint returns the endpoint of a service.
func (e endpoints) GetServiceBaseEndpoint(_ context.Context, sdkID string) (url string, found bool, err error) {
	url, found = e[sdkID]
	return url, found, nil
}
