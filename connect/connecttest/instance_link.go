package connecttest

import (
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// lambdaARN is that of a function, perhaps with a version or alias.
var lambdaARN = regexp.MustCompile(`^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9$_-]+)?$`)

// declareInstanceLinks declares the Lambda functions that flows of an instance may call, and the origins whose pages may embed
// it. That a function exists is not checked.
func (s *state) declareInstanceLinks(h *Handlers) {
	instances := &s.instances
	attach(instances, &s.lambdaFunctions, "Lambda function of the instance", itself)
	changeAttached(instances, &h.AssociateLambdaFunction, func(r *request, _ *types.Instance, in *connect.AssociateLambdaFunctionInput, id string) error {
		if !lambdaARN.MatchString(*in.FunctionArn) {
			return r.invalid("FunctionArn: must be the ARN of a Lambda function")
		}
		if regionOfARN(*in.FunctionArn) != r.region {
			return r.invalid("FunctionArn: must be a function in the Region of the instance, %s", r.region)
		}
		return r.link(&r.lambdaFunctions, id, *in.FunctionArn)
	})
	disassociate(instances, &s.lambdaFunctions, &h.DisassociateLambdaFunction, func(in *connect.DisassociateLambdaFunctionInput) []string {
		return []string{*in.FunctionArn}
	})
	listAttached(instances, &s.lambdaFunctions, &h.ListLambdaFunctions, whole)

	attach(instances, &s.origins, "approved origin of the instance", itself)
	changeAttached(instances, &h.AssociateApprovedOrigin, func(r *request, _ *types.Instance, in *connect.AssociateApprovedOriginInput, id string) error {
		return r.link(&r.origins, id, *in.Origin)
	})
	disassociate(instances, &s.origins, &h.DisassociateApprovedOrigin, func(in *connect.DisassociateApprovedOriginInput) []string {
		return []string{*in.Origin}
	})
	listAttached(instances, &s.origins, &h.ListApprovedOrigins, whole)
}

// link attaches a text to an instance that must not have it yet.
func (r *request) link(a *attachment[string], instanceID, text string) error {
	if a.has(nil, instanceID, text) {
		return &types.ResourceConflictException{Message: aws.String("The " + a.kind + " is already associated.")}
	}
	a.put(r, nil, instanceID, text)
	return nil
}

// AddLambdaFunction associates a Lambda function with an instance, by its ARN.
func (s *Server) AddLambdaFunction(instanceID, functionARN string) {
	attachTo(s, &s.state.instances, &s.state.lambdaFunctions, "", instanceID, functionARN)
}

// LambdaFunctions returns the ARNs of the Lambda functions of an instance, in the order of their association.
func (s *Server) LambdaFunctions(instanceID string) []string {
	return attachedTo(s, &s.state.instances, &s.state.lambdaFunctions, "", instanceID)
}

// AddApprovedOrigin associates an origin, such as https://example.com, with an instance.
func (s *Server) AddApprovedOrigin(instanceID, origin string) {
	attachTo(s, &s.state.instances, &s.state.origins, "", instanceID, origin)
}

// ApprovedOrigins returns the approved origins of an instance, in the order of their association.
func (s *Server) ApprovedOrigins(instanceID string) []string {
	return attachedTo(s, &s.state.instances, &s.state.origins, "", instanceID)
}
