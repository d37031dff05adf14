package surface

// MissingSteps are the steps of the official client's middleware stack that ours does not have, in the order of the official
// stack. The README has the same list.
var MissingSteps = []Omission{
	{"legacyEndpointContextSetter", firstResolver},
	{"setOperationInput", "it keeps the input for code of the official package alone: middleware reads in.Parameters"},
	{"ResolveEndpoint", firstResolver},
	{"SetCredentialSourceMiddleware", "dropped upstream since; UserAgent names the source of the credentials"},
	{"spanRetryLoop", "dropped upstream since; Retry opens a span for each attempt"},
	{"RetryMetricsHeader", "dropped upstream since; Retry sets the header Amz-Sdk-Request"},
	{"ResolveAuthScheme", authSchemes},
	{"GetIdentity", "Signing asks for the credentials: it says what to set where there are none"},
	{"setLegacyContextSigningOptions", "Signing reads what WithSigV4SigningName and -Region set"},
	{"ErrorCloseResponseBody", "dropped upstream since; OperationDeserializer closes the body"},
	{"CloseResponseBody", "dropped upstream since; OperationDeserializer closes the body"},
	{"ResponseErrorWrapper", "OperationDeserializer gives an error its response"},
}
