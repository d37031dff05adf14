package transport

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// userAgentMiddleware is AWS's User-Agent with this library's name in it; in a stack, callers can add to it.
func (core *Core) userAgentMiddleware() *awsmiddleware.RequestUserAgent {
	ua := awsmiddleware.NewRequestUserAgent()
	ua.AddSDKAgentKeyValue(awsmiddleware.FrameworkMetadata, "chimeconnect", Version)
	ua.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, core.service.Package, Version)
	if core.opts.AppID != "" {
		ua.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, core.opts.AppID)
	}
	retryer := core.opts.Retryer
	if ours, ok := retryer.(policy); ok {
		retryer = ours.RetryerV2
	}
	switch retryer.(type) {
	case *retry.Standard:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeStandard)
	case *retry.AdaptiveMode:
		ua.AddUserAgentFeature(awsmiddleware.UserAgentFeatureRetryModeAdaptive)
	}
	if source, ok := core.opts.Credentials.(aws.CredentialProviderSource); ok {
		for _, s := range source.ProviderSources() {
			ua.AddCredentialsSource(s)
		}
	}
	return ua
}

// userAgent renders the header once for all calls without a stack.
func (core *Core) userAgent() (string, error) {
	req := smithyhttp.NewStackRequest().(*smithyhttp.Request)
	_, _, err := core.userAgentMiddleware().HandleBuild(context.Background(), middleware.BuildInput{Request: req},
		middleware.BuildHandlerFunc(func(context.Context, middleware.BuildInput) (middleware.BuildOutput, middleware.Metadata, error) {
			return middleware.BuildOutput{}, middleware.Metadata{}, nil
		}))
	return req.Header.Get("User-Agent"), err
}
