package transport

import (
	"github.com/aws/aws-sdk-go-v2/aws"
)

// NewFromConfig returns a client for an aws.Config.
func NewFromConfig(service *Service, cfg aws.Config, change func(*Options)) *Core {
	return New(service, optionsFromConfig(cfg, service), change)
}

// optionsFromConfig returns the options that an aws.Config sets. Endpoints from the environment and from shared
// configuration files come through its ConfigSources.
func optionsFromConfig(cfg aws.Config, service *Service) Options {
	o := Options{
		APIOptions:                 cfg.APIOptions,
		AppID:                      cfg.AppID,
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
	o.BaseEndpoint, o.EndpointResolverV2 = service.Endpoint.Configure(cfg, &o.EndpointOptions)
	return o
}
