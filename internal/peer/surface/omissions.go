package surface

// Omission is a part of the official client that this library leaves out, with all that belongs to it.
type Omission struct {
	// Name is the name that is missing. "connect.X" covers the members of X too.
	Name string
	// Reason says why it is left out, and what to use instead.
	Reason string
}

const (
	firstResolver = "the first endpoint resolver is deprecated upstream: EndpointResolverV2 and BaseEndpoint do its work"
	authSchemes   = "both services know one auth scheme: Credentials, HTTPSignerV4 and WithSigV4SigningName/-Region say all there is to say"
)

// ConnectOmissions is everything that is missing on purpose. Nothing else may be.
var ConnectOmissions = []Omission{
	{"connect.EndpointResolver", firstResolver},
	{"connect.EndpointResolverFunc", firstResolver},
	{"connect.EndpointResolverFromURL", firstResolver},
	{"connect.NewDefaultEndpointResolver", firstResolver},
	{"connect.WithEndpointResolver", firstResolver},
	{"connect.ResolveEndpoint", firstResolver},
	{"connect.Options.EndpointResolver", firstResolver},
	{"connect.AuthSchemeResolver", authSchemes},
	{"connect.AuthResolverParameters", authSchemes},
	{"connect.Options.AuthSchemes", authSchemes},
	{"connect.Options.AuthSchemePreference", authSchemes},
	{"connect.Options.AuthSchemeResolver", authSchemes},
	{"connect.Options.GetIdentityResolver", authSchemes},
	{"connect.Options.RuntimeEnvironment", "config.LoadDefaultConfig resolves DefaultsMode: the library has no use for the environment"},
}

// Change is a fact that differs here.
type Change struct{ Name, Official, Ours, Reason string }

const newList = "the API has added a list member since the official release that is compared, which ends comparison with =="

// ConnectChanges is everything that differs on purpose. Nothing else may.
var ConnectChanges = []Change{
	{"types.EvaluationFormScoringStrategy", "comparable struct", "struct", newList},
	{"types.MediaConcurrency", "comparable struct", "struct", newList},
}
