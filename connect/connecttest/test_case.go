package connecttest

import (
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareTestCases(h *Handlers) {
	cases := declare(s, &s.testCases, resource[types.TestCase]{
		noun: "TestCase", kind: "test case", path: "test-case", tagType: "test-case",
		fill: func(_ *request, _ *types.Instance, c *types.TestCase) {
			if c.Status == "" {
				c.Status = types.TestCaseStatusPublished
			}
			c.TestCaseSha256 = aws.String(contentSum(c.Content))
		},
	})
	create(cases, &h.CreateTestCase, func(r *request, inst *types.Instance, in *connect.CreateTestCaseInput, c *types.TestCase) error {
		if in.TestCaseId != nil { // as in the other Region of the instance
			c.Id = in.TestCaseId
			r.testCases.identify(r, inst, c)
		}
		return r.checkTestCase(c)
	})
	h.DescribeTestCase = handle(s, describeTestCase)
	list(cases, &h.ListTestCases, nil)
	search(cases, &h.SearchTestCases, searching[types.TestCase]{
		fields: func(_ *request, _ *types.Instance, c *types.TestCase) fields {
			return fields{"name": texts(c.Name), "description": texts(c.Description)}
		},
		holds: func(_ *request, _ *types.Instance, c *types.TestCase, condition any) (holds, known bool) {
			status, known := condition.(types.TestCaseStatus)
			return status == c.Status, known
		},
	})
	update(cases, &h.UpdateTestCase, func(r *request, _ *types.Instance, _ *connect.UpdateTestCaseInput, c *types.TestCase) error {
		return r.checkTestCase(c)
	})
	remove(cases, &h.DeleteTestCase)
}

// checkTestCase makes sure that a test case can be published, if it is.
func (r *request) checkTestCase(c *types.TestCase) error {
	if c.InitializationData != nil && !json.Valid([]byte(*c.InitializationData)) {
		return r.invalid("InitializationData: is not JSON")
	}
	if c.Status != types.TestCaseStatusSaved && !isJSONObject(c.Content) {
		return &types.InvalidTestCaseException{Problems: []types.ProblemDetail{{Message: aws.String("The content is not a JSON object.")}}}
	}
	return nil
}

// describeTestCase finds only a test case in the state that is asked for.
func describeTestCase(r *request, in *connect.DescribeTestCaseInput) (*connect.DescribeTestCaseOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.testCases.see(r, inst, in.TestCaseId)
	if err != nil {
		return nil, err
	}
	if in.Status != "" && in.Status != c.Status {
		return nil, r.notFound(string(in.Status)+" test case", in.TestCaseId)
	}
	return &connect.DescribeTestCaseOutput{TestCase: c}, nil
}

// AddTestCase adds a test case to an instance and returns its id. Members that are not set are filled in.
func (s *Server) AddTestCase(instanceID string, info types.TestCase) string {
	return addTo(s, &s.state.testCases, instanceID, info)
}

// TestCases returns the test cases of an instance, in the order of their creation.
func (s *Server) TestCases(instanceID string) []types.TestCase {
	return allIn(s, &s.state.testCases, instanceID)
}
