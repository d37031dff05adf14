package transport

import (
	"context"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// OptionsFromConfig takes over what an aws.Config says. Endpoints from the environment and from shared
// configuration files come through its ConfigSources.
func OptionsFromConfig(cfg aws.Config, service *Service) Options {
	o := Options{
		APIOptions:                 cfg.APIOptions,
		AppID:                      cfg.AppID,
		BaseEndpoint:               configuredEndpoint(cfg, service),
		ClientLogMode:              cfg.ClientLogMode,
		Credentials:                cfg.Credentials,
		DefaultsMode:               cfg.DefaultsMode,
		DisableClockSkewCorrection: cfg.DisableClockSkewCorrection,
		HTTPClient:                 cfg.HTTPClient,
		Interceptors:               cfg.Interceptors.Copy(),
		Logger:                     cfg.Logger,
		Region:                     cfg.Region,
		RetryMaxAttempts:           cfg.RetryMaxAttempts,
		RetryMode:                  cfg.RetryMode,
	}
	if cfg.DefaultsMode != "" {
		o.DefaultsMode = resolveMode(cfg.DefaultsMode, cfg.Region, cfg.RuntimeEnvironment)
	}
	if cfg.Retryer != nil {
		o.Retryer = cfg.Retryer()
	}
	if resolver := newConfigResolver(cfg, service); resolver != nil {
		o.EndpointResolverV2 = resolver
	}
	o.EndpointOptions.UseDualStackEndpoint = fromSources(cfg, dualStackSource.GetUseDualStackEndpoint)
	o.EndpointOptions.UseFIPSEndpoint = fromSources(cfg, fipsSource.GetUseFIPSEndpoint)
	return o
}

// The configuration sources of package config answer to these methods.
type (
	dualStackSource interface {
		GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
	}
	fipsSource interface {
		GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
	}
	baseEndpointSource interface {
		GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
	}
	ignoreEndpointsSource interface {
		GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error)
	}
)

// fromSources asks each source in turn, in the order of their precedence; the zero value when none has an answer.
func fromSources[S, T any](cfg aws.Config, get func(S, context.Context) (T, bool, error)) T {
	for _, source := range cfg.ConfigSources {
		if s, ok := source.(S); ok {
			if value, found, err := get(s, context.Background()); err == nil && found {
				return value
			}
		}
	}
	var zero T
	return zero
}

// configuredEndpoint returns the endpoint for this service in AWS's order of precedence: the service's own variable
// in the environment, the variable for all services, the service's entry in the shared configuration, and the
// endpoint for all services there, which cfg.BaseEndpoint already holds. An empty one counts as none.
func configuredEndpoint(cfg aws.Config, service *Service) *string {
	own := os.Getenv("AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(service.ID, " ", "_")))
	forAll := own == "" && os.Getenv("AWS_ENDPOINT_URL") != ""
	if !forAll && !fromSources(cfg, ignoreEndpointsSource.GetIgnoreConfiguredEndpoints) {
		url := fromSources(cfg, func(s baseEndpointSource, ctx context.Context) (string, bool, error) {
			url, found, err := s.GetServiceBaseEndpoint(ctx, service.ID)
			return url, found && url != "", err
		})
		if url != "" {
			return &url
		}
	}
	if aws.ToString(cfg.BaseEndpoint) == "" {
		return nil
	}
	return cfg.BaseEndpoint
}
