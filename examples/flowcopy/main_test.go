package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a pair of instances with a copier between them.
type scene struct {
	*copier

	t                *testing.T
	test, production *connecttest.Server
	messages         bytes.Buffer
	defaults         int // how many flows a new instance has
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{t: t, test: connecttest.NewServer(t), production: connecttest.NewServer(t, func(o *connecttest.Options) {
		o.Region, o.AccountID = "eu-central-1", "210987654321"
	})}
	s.reset()
	s.defaults = len(s.production.ContactFlows(s.to.at.InstanceID))
	return s
}

// reset makes a new copier, as a second run of the program does.
func (s *scene) reset() {
	s.t.Helper()
	if s.copier == nil {
		var err error
		s.copier, err = pair(s.test, s.production)
		require.NoError(s.t, err)
		s.mapping = map[string]string{testFunction: productionFunction}
	}
	for _, side := range []*instance{s.from, s.to} {
		side.resources = map[string]*resources{}
	}
	s.messages.Reset()
	s.out = &s.messages
	s.test.ForgetRequests()
	s.production.ForgetRequests()
}

func (s *scene) copy() error { return s.copyFlows(s.t.Context(), false, func() error { return nil }) }

// changes are the operations with which production was changed, and how often.
func (s *scene) changes() map[string]int {
	counts := map[string]int{}
	for _, r := range s.production.Requests() {
		if !strings.HasPrefix(r.Operation, "List") && !strings.HasPrefix(r.Operation, "Describe") {
			counts[r.Operation]++
		}
	}
	return counts
}

// manyFlows gives the test instance modules and flows that refer to each other in cycles of several lengths.
func (s *scene) manyFlows(count int) {
	s.t.Helper()
	ctx, n := s.t.Context(), s.from
	var modules, flows []*item
	for i := range 3 {
		module, err := n.create(ctx, &item{module: true, name: fmt.Sprintf("Module %d", i)})
		require.NoError(s.t, err)
		modules = append(modules, module)
	}
	for i := range count {
		one := &item{name: fmt.Sprintf("Flow %d", i), flowType: types.ContactFlowTypeContactFlow, tags: map[string]string{"team": "sales"}}
		if i%5 == 4 {
			one.flowType = types.ContactFlowTypeCustomerQueue
		}
		made, err := n.create(ctx, one)
		require.NoError(s.t, err)
		flows = append(flows, made)
	}
	require.NoError(s.t, n.load(ctx, "queue"))
	require.NoError(s.t, n.load(ctx, "operating-hours"))
	for i, module := range modules {
		b := flow.NewBuilder(func(o *flow.BuilderOptions) { o.FlowType = flow.Module }).Else("end")
		b.Add("call", flow.InvokeFlowModule{FlowModuleId: modules[(i+1)%len(modules)].arn}).Next("end")
		b.Add("end", flow.EndFlowModuleExecution{})
		s.fillWith(n, module, b)
	}
	for i, one := range flows {
		b := flow.NewBuilder(func(o *flow.BuilderOptions) { o.FlowType = flow.Type(one.flowType) }).Else("bye")
		b.Add("hello", flow.MessageParticipant{Text: "This is " + one.name})
		b.Add("customer", flow.InvokeLambdaFunction{LambdaFunctionARN: testFunction, InvocationTimeLimitSeconds: 3})
		b.Add("hours", flow.CheckHoursOfOperation{HoursOfOperationId: n.resources["operating-hours"].byName["Basic Hours"][0].id}).
			When("True", "module").When("False", "bye").Next("bye")
		b.Add("module", flow.InvokeFlowModule{FlowModuleId: modules[i%len(modules)].arn + ":$LATEST"})
		if one.flowType == types.ContactFlowTypeContactFlow {
			b.Add("hook", flow.UpdateContactEventHooks{EventHooks: map[string]string{"CustomerQueue": flows[i-i%5+4].arn}})
			b.Add("sales", flow.UpdateContactTargetQueue{QueueId: n.resources["queue"].byName["Sales"][0].arn})
			b.Add("next", flow.TransferToFlow{ContactFlowId: next(flows, i+1).arn})
			b.Add("far", flow.TransferToFlow{ContactFlowId: next(flows, i*7).arn}).Next("bye")
		} else {
			b.Add("note", flow.UpdateContactAttributes{Attributes: map[string]string{"back": "to " + next(flows, i+1).arn}}).Next("bye")
		}
		b.Add("bye", flow.DisconnectParticipant{})
		s.fillWith(n, one, b)
	}
}

// next is a contact flow at or after a place.
func next(flows []*item, i int) *item {
	for flows[i%len(flows)].flowType != types.ContactFlowTypeContactFlow {
		i++
	}
	return flows[i%len(flows)]
}

func (s *scene) fillWith(n *instance, i *item, b *flow.Builder) {
	s.t.Helper()
	content, err := b.Build()
	require.NoError(s.t, err)
	require.NoError(s.t, n.fill(s.t.Context(), i, content.String(), i.settings))
}

// contents returns all flows and modules of a server by name, with names in the place of all references.
func contents(t *testing.T, srv *connecttest.Server, function string) map[string]*flow.Flow {
	t.Helper()
	id := aws.ToString(srv.Instances()[0].Id)
	names := map[string]string{function: "the function"}
	for _, q := range srv.Queues(id) {
		names[aws.ToString(q.QueueArn)] = "queue " + aws.ToString(q.Name)
	}
	for _, h := range srv.HoursOfOperations(id) {
		names[aws.ToString(h.HoursOfOperationId)] = "hours " + aws.ToString(h.Name)
	}
	for _, m := range srv.ContactFlowModules(id) {
		names[aws.ToString(m.Arn)+":$LATEST"] = "module " + aws.ToString(m.Name)
		names[aws.ToString(m.Arn)] = "module " + aws.ToString(m.Name)
	}
	for _, f := range srv.ContactFlows(id) {
		names[aws.ToString(f.Arn)] = "flow " + aws.ToString(f.Name)
	}
	texts := map[string]*string{}
	for _, m := range srv.ContactFlowModules(id) {
		texts["module "+aws.ToString(m.Name)] = m.Content
	}
	for _, f := range srv.ContactFlows(id) {
		texts["flow "+aws.ToString(f.Name)] = f.Content
	}
	flows := map[string]*flow.Flow{}
	for name, text := range texts {
		f, err := flow.Parse(aws.ToString(text))
		require.NoError(t, err)
		require.NoError(t, f.Rewrite(func(ref flow.Reference) (string, bool) { return names[ref.Value], names[ref.Value] != "" }), name)
		flows[name] = f
	}
	return flows
}

// requireCopied checks that production does what test does.
func (s *scene) requireCopied(count int) {
	s.t.Helper()
	test, production := contents(s.t, s.test, testFunction), contents(s.t, s.production, productionFunction)
	require.Len(s.t, test, count+s.defaults)
	require.Len(s.t, production, count+s.defaults)
	for name, f := range test {
		require.NotNil(s.t, production[name], name)
		assert.Empty(s.t, flow.Diff(f, production[name]), name)
		assert.Empty(s.t, flow.Diff(production[name], f), name)
	}
}

const flows, modules = 40, 3

func TestCopyFlowsWithCycles(t *testing.T) {
	s := newScene(t)
	s.manyFlows(flows)
	require.NoError(t, s.copy())
	s.requireCopied(flows + modules)
	for _, f := range s.production.ContactFlows(s.to.at.InstanceID)[s.defaults:] {
		assert.NotContains(t, aws.ToString(f.Content), s.from.at.InstanceID)
		assert.Equal(t, map[string]string{"team": "sales"}, f.Tags)
	}
	assert.Equal(t, map[string]int{
		"CreateContactFlow": flows, "UpdateContactFlowContent": flows, "CreateContactFlowModule": modules, "UpdateContactFlowModuleContent": modules,
	}, s.changes())

	s.reset()
	require.NoError(t, s.copy())
	assert.Empty(t, s.changes(), "there is nothing left to do")
	assert.Equal(t, fmt.Sprintf("0 to copy, %d are there already\n", flows+modules+s.defaults), s.messages.String())
}

// A run that fails anywhere is finished by the next one, which does nothing twice.
func TestResume(t *testing.T) {
	for _, test := range []struct {
		operation string
		calls     int // that succeed
		created   int
	}{
		{"CreateContactFlowModule", 1, 1},
		{"CreateContactFlow", 17, modules + 17},
		{"UpdateContactFlowModuleContent", 0, modules + flows},
		{"UpdateContactFlowContent", 23, modules + flows},
	} {
		t.Run(test.operation, func(t *testing.T) {
			s := newScene(t)
			s.manyFlows(flows)
			s.failAfter(test.operation, test.calls)
			err := s.copy()
			var denied *types.AccessDeniedException
			require.ErrorAs(t, err, &denied)
			require.ErrorContains(t, err, "the same command does the rest")
			there := len(s.production.ContactFlows(s.to.at.InstanceID)) + len(s.production.ContactFlowModules(s.to.at.InstanceID)) - s.defaults
			assert.Equal(t, test.created, there)
			filled := s.changes()["UpdateContactFlowContent"]
			if test.operation == "UpdateContactFlowContent" {
				filled = test.calls
			}

			s.production.Handle(func(h *connecttest.Handlers) { *h = connecttest.Handlers{} })
			s.reset()
			require.NoError(t, s.copy())
			s.requireCopied(flows + modules)
			after := s.changes()
			assert.Equal(t, flows+modules-there, after["CreateContactFlow"]+after["CreateContactFlowModule"])
			assert.Equal(t, flows-filled, after["UpdateContactFlowContent"])
		})
	}
}

// failAfter denies an operation after some calls.
func (s *scene) failAfter(operation string, calls int) {
	denied := func() error {
		calls--
		if calls < 0 {
			return &types.AccessDeniedException{Message: aws.String("no")}
		}
		return nil
	}
	builtin := s.production.Builtin()
	s.production.Handle(func(h *connecttest.Handlers) {
		switch operation {
		case "CreateContactFlow":
			h.CreateContactFlow = unless(denied, builtin.CreateContactFlow)
		case "UpdateContactFlowContent":
			h.UpdateContactFlowContent = unless(denied, builtin.UpdateContactFlowContent)
		case "CreateContactFlowModule":
			h.CreateContactFlowModule = unless(denied, builtin.CreateContactFlowModule)
		case "UpdateContactFlowModuleContent":
			h.UpdateContactFlowModuleContent = unless(denied, builtin.UpdateContactFlowModuleContent)
		}
	})
}

func unless[I, O any](denied func() error, handler func(context.Context, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		if err := denied(); err != nil {
			return nil, err
		}
		return handler(ctx, in)
	}
}

// A flow may have been created although the answer is lost. The next run finds it by its name.
func TestResumeAfterLostAnswer(t *testing.T) {
	s := newScene(t)
	s.manyFlows(5)
	s.production.Fail("CreateContactFlow", connecttest.ResetAfter(), 1)
	var duplicate *types.DuplicateResourceException
	require.ErrorAs(t, s.copy(), &duplicate, "the client has tried again")
	s.reset()
	require.NoError(t, s.copy())
	s.requireCopied(5 + modules)
}

func TestNothingChangesWithoutMapping(t *testing.T) {
	s := newScene(t)
	s.manyFlows(flows)
	s.reset()
	s.test.AddQueue(s.from.at.InstanceID, types.Queue{Name: aws.String("Only here")})
	require.NoError(t, s.from.load(t.Context(), "queue"))
	b := flow.NewBuilder().Else("bye")
	b.Add("queue", flow.UpdateContactTargetQueue{QueueId: s.from.resources["queue"].byName["Only here"][0].arn}).Next("bye")
	b.Add("bye", flow.DisconnectParticipant{})
	_, err := s.from.add(t.Context(), &item{name: "Last", flowType: types.ContactFlowTypeContactFlow}, b)
	require.NoError(t, err)
	s.mapping = map[string]string{testFunction: ""} // as the program printed it
	s.reset()

	err = s.copy()
	require.ErrorContains(t, err, "2 references have no counterpart; nothing was changed")
	require.ErrorContains(t, err, `flow "Flow 39", Actions[1].Parameters.LambdaFunctionARN: it is not in the mapping file`)
	require.ErrorContains(t, err, `flow "Last", Actions[0].Parameters.QueueId: 0 have the name "Only here" there`)
	require.ErrorContains(t, err, fmt.Sprintf("    %q: \"\"", testFunction))
	assert.Empty(t, s.changes())
	assert.Len(t, s.production.ContactFlows(s.to.at.InstanceID), s.defaults)
}
