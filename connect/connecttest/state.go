package connecttest

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// state is what the server keeps: resources and what is attached to them. Each has a file, which declares it and the
// operations that it answers.
type state struct {
	fake.State[*request]
	server   *Server
	delay    time.Duration
	builtin  Handlers
	declared []declared
	byPath   map[string]tagged // by the part of an ARN

	instances          resource[types.Instance]
	instanceAttributes attachment[types.Attribute]
	replicas           attachment[string] // Regions
	lexBots            attachment[types.LexBotConfig]
	hierarchyLevels    attachment[hierarchyLevel]
	flowLinks          attachment[flowLink]

	hours     resource[types.HoursOfOperation]
	overrides resource[types.HoursOfOperationOverride]

	queues             resource[types.Queue]
	queueQuickConnects attachment[string] // ids
	emailAddresses     attachment[string] // ids

	routingProfiles resource[types.RoutingProfile]
	profileQueues   attachment[types.RoutingProfileQueueConfig]
	manualQueues    attachment[types.RoutingProfileManualAssignmentQueueConfig]

	securityProfiles resource[types.SecurityProfile]
	permissions      attachment[string]
	applications     attachment[types.Application]
	flowModules      attachment[types.FlowModule]
	aiAgents         attachment[types.AIAgent]

	users         resource[types.User]
	proficiencies attachment[types.UserProficiency]
	groups        resource[types.HierarchyGroup]
	parents       attachment[string] // the id of the group above, if there is one

	flows        resource[types.ContactFlow]
	flowEditions editions[types.ContactFlow]

	modules        resource[types.ContactFlowModule]
	moduleEditions editions[types.ContactFlowModule]
	moduleAliases  resource[types.ContactFlowModuleAliasInfo]

	addresses              resource[emailAddress]
	authenticationProfiles resource[types.AuthenticationProfile]
	entityProfiles         attachment[entityProfile]
	trafficUsers           attachment[string] // ids
	isolated               attachment[bool]

	rules         resource[types.Rule]
	taskTemplates resource[taskTemplate]

	testCases   resource[types.TestCase]
	testDrafts  attachment[testDraft]
	testRuns    resource[types.TestCaseExecution]
	testRecords attachment[types.ExecutionRecord]

	evaluationForms resource[evaluationForm]
	formVersions    attachment[types.EvaluationForm]
	formChecks      attachment[formCheck]
	evaluations     resource[contactEvaluation]

	numbers       resource[types.ClaimedPhoneNumberSummary]
	numberFlows   attachment[numberFlow]
	trafficGroups resource[types.TrafficDistributionGroup]
	distributions attachment[distribution]

	prompts             resource[types.Prompt]
	promptFiles         attachment[string] // where they came from
	connects            resource[types.QuickConnect]
	agentStatuses       resource[types.AgentStatus]
	vocabularies        resource[types.Vocabulary]
	defaultVocabularies attachment[types.DefaultVocabulary]

	lambdaFunctions attachment[string] // ARNs
	origins         attachment[string]
	storageConfigs  attachment[storageConfig]
	securityKeys    attachment[types.SecurityKey]
	integrations    resource[integration]
	useCases        resource[useCase]
	predefined      resource[types.PredefinedAttribute]

	views               resource[types.View]
	viewContents        attachment[viewContent]
	notifications       resource[types.Notification]
	userNotifications   attachment[userNotification]
	pushRegistrations   resource[PushNotificationRegistration]
	dataAssociations    attachment[types.AnalyticsDataAssociationResult]
	extractions         resource[types.ExtractionDefinition]
	files               resource[types.AttachedFile]
	filesConfigurations attachment[types.AttachedFilesConfiguration]
	workspaces          resource[types.Workspace]
	workspacePages      attachment[types.WorkspacePage]
	workspaceMedia      attachment[types.MediaItem]
	workspaceTimes      attachment[time.Time]
	workspaceLinks      attachment[string] // ARNs
	viewNumbers         attachment[int32]  // of the newest version, even if it is deleted
	contacts            resource[types.Contact]
	contactMarks        attachment[mark]
	contactReferences   attachment[contactReference]
	templateChanges     attachment[templateChange]
	agentContacts       attachment[agentContact] // of users
	userStatuses        attachment[userStatus]
	recordings          attachment[recording]
	streamings          attachment[streaming]
	analysisSegments    attachment[analysisSegment]
	participants        attachment[Participant]
	participantTimers   attachment[participantTimer]
	metricSamples       metricSamples
	metrics             resource[types.MetricDefinition]
	released            map[string]time.Time // released numbers, and when they were
	dataTables          resource[types.DataTable]
	dataAttributes      attachment[types.DataTableAttribute]
	dataValues          attachment[dataValue]
	sessions            attachment[string] // ids
}

func newState(server *Server) *state {
	s := &state{server: server, byPath: map[string]tagged{}, released: map[string]time.Time{}}
	s.Now = func() time.Time { return server.core.Now() }
	s.Operation = func(name string) *fake.Operation { return server.core.Operation(name) }
	s.Begin, s.Reused = s.request, (*request).tokenReused
	s.Pages = fake.NewPages(server.options.PageTokenLife)
	for _, declare := range []func(*Handlers){
		s.declareInstances, s.declareInstanceAttributes, s.declareLexBots, s.declareHours, s.declareHoursParents, s.declareOverrides,
		s.declareQueues, s.declareRoutingProfiles, s.declareSecurityProfiles, s.declareUsers, s.declareProficiencies,
		s.declareHierarchyLevels, s.declareHierarchyGroups, s.declareContactFlows, s.declareFlowAssociations, s.declarePhoneNumbers,
		s.declarePhoneNumberFlows, s.declareTrafficGroups, s.declareTrafficDistributions, s.declareTags,
		s.declareFlowModules, s.declareEmailAddresses, s.declareAuthenticationProfiles, s.declareEntityProfiles, s.declareTrafficUsers,
		s.declareCrossRegionRouting, s.declareRules, s.declareTaskTemplates, s.declareTestCases,
		s.declareTestRuns, s.declareEvaluationForms, s.declareContactEvaluations,
		s.declarePrompts, s.declareQuickConnects, s.declareAgentStatuses, s.declareVocabularies, s.declareInstanceLinks,
		s.declareStorageConfigs, s.declareSecurityKeys, s.declareIntegrations, s.declareUseCases, s.declarePredefinedAttributes,
		s.declareViews, s.declareNotifications, s.declarePushNotifications, s.declareAnalyticsData, s.declareExtractionDefinitions,
		s.declareAttachedFiles, s.declareFilesConfigurations, s.declareWorkspaces, s.declareDataTables, s.declareSessions, s.declareEffectiveHours,
		s.declareContacts, s.declareUserStatus, s.declareMetricData, s.declareMetrics,
	} {
		declare(&s.builtin)
	}
	return s
}

// handlers returns the operations that the state answers.
func (s *state) handlers() Handlers { return s.builtin }

// forget drops all that belongs to an instance.
func (s *state) forget(instance string) {
	for _, d := range s.declared {
		d.forget(instance)
	}
}

// request is what a handler of the state needs besides its input.
type request struct {
	fake.Moment
	*state
	op     *fake.Operation
	region string
}

// request starts a request; the state is locked.
func (s *state) request(call *fake.Call) (*request, error) {
	return &request{Moment: s.moment(), state: s, op: call.Operation, region: cmp.Or(call.Region, s.server.options.Region)}, nil
}

func (s *state) moment() fake.Moment {
	now := s.Now()
	return fake.Moment{Now: now, Seen: now.Add(-s.delay)}
}

// seeding returns the moment of a change by a test: before all others, so that the change is visible immediately.
func (s *state) seeding() fake.Moment { return fake.Moment{Now: time.Time{}, Seen: s.moment().Seen} }

func (s *state) newID() string { return s.server.options.NewID() }

// instance finds an instance by id or ARN.
func (r *request) instance(idOrARN *string) (*types.Instance, error) {
	return r.instances.find(r, nil, idOrARN)
}

// arn builds the ARN of a resource: arn("instance", id).
func (r *request) arn(parts ...string) string { return r.arnIn(r.region, parts...) }

func (s *state) arnIn(region string, parts ...string) string {
	return "arn:" + endpoint.PartitionOf(region) + ":connect:" + region + ":" + s.server.options.AccountID + ":" + strings.Join(parts, "/")
}

func (r *request) tokenReused() error {
	message := aws.String("The client token was already used with other parameters.")
	switch {
	case r.op.Lists("IdempotencyException"):
		return &types.IdempotencyException{Message: message}
	case r.op.Lists("ResourceConflictException"):
		return &types.ResourceConflictException{Message: message}
	}
	return r.invalid("%s", *message)
}

// answers reports whether the operation can answer with an error. What a test asks for can answer with every one.
func (r *request) answers(code string) bool { return len(r.op.Errors) == 0 || r.op.Lists(code) }

func (r *request) invalid(format string, args ...any) error { return invalid(r.op, format, args...) }

func (r *request) notFound(kind string, id *string) error {
	message := fmt.Sprintf("There is no %s %s.", kind, aws.ToString(id))
	if !r.answers("ResourceNotFoundException") {
		return r.invalid("%s", message)
	}
	return &types.ResourceNotFoundException{Message: &message}
}

// duplicate returns the error for a name or id that is taken.
func (r *request) duplicate(kind, member string) error {
	message := fmt.Sprintf("There is another %s with the same %s.", kind, member)
	switch {
	case r.answers("DuplicateResourceException"):
		return &types.DuplicateResourceException{Message: &message}
	case r.op.Lists("ResourceConflictException"):
		return &types.ResourceConflictException{Message: &message}
	}
	return r.invalid("%s", message)
}

// SetVisibilityDelay makes the built-in state eventually consistent: what a call creates, changes or deletes is seen
// by Describe, List and Search only after that time has passed on the server's clock. Calls that change something
// and the methods of Server always see the latest state.
func (s *Server) SetVisibilityDelay(d time.Duration) {
	s.state.Mu.Lock()
	defer s.state.Mu.Unlock()
	s.state.delay = d
}
