package connecttest

import (
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
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
	attach(cases, &s.testDrafts, "draft of the test case", func(testDraft) string { return "" })
	update(cases, &h.UpdateTestCase, updateTestCase)
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

// testDraft is the content of a test case that was saved after other content was published.
type testDraft struct {
	Content, InitializationData *string
	EntryPoint                  *types.TestCaseEntryPoint
}

// updateTestCase keeps saved content beside published content until it is published too. Both share the name and the
// description.
func updateTestCase(r *request, inst *types.Instance, in *connect.UpdateTestCaseInput, c *types.TestCase) error {
	before, err := r.testCases.find(r, inst, c.Id)
	if err != nil {
		return err
	}
	if other, taken := r.testCases.byKey(inst, *c.Name); taken && *other.Id != *c.Id { // before anything is kept
		return r.duplicate(r.testCases.kind, "name")
	}
	drafts := r.testDrafts.of(inst, *c.Id)
	draft, open := drafts.Get("")
	if before.Status == types.TestCaseStatusSaved || in.Status == "" || in.Status == types.TestCaseStatusPublished && !open {
		return r.checkTestCase(c)
	}
	if !open {
		copyMembers(&draft, before, "")
	}
	copyMembers(&draft, in, "")
	copyMembers(c, &draft, "")
	if err := r.checkTestCase(c); err != nil {
		return err
	}
	if in.Status == types.TestCaseStatusPublished {
		drafts.Delete(r.Moment, "")
		return nil
	}
	r.testDrafts.put(r, inst, *c.Id, draft)
	c.Status, c.Content, c.InitializationData, c.EntryPoint = before.Status, before.Content, before.InitializationData, before.EntryPoint
	return nil
}

// describeTestCase returns the published content or, before that, the saved one, unless the request names one of the two.
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
		draft, open := r.testDrafts.of(inst, *c.Id).See(r.Moment, "")
		if in.Status != types.TestCaseStatusSaved || !open {
			return nil, r.notFound(string(in.Status)+" test case", in.TestCaseId)
		}
		c = fake.Copy(c)
		copyMembers(c, &draft, "")
		c.Status = in.Status
		r.testCases.fill(r, inst, c)
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
