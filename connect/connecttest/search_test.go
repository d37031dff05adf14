package connecttest_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A name that no resource has is refused, whether or not there is something to search, and whatever the other conditions.
func TestFieldsOfSearches(t *testing.T) {
	s := newScene(t)
	client := reflect.ValueOf(s.client)
	searched := 0
	for method, value := range client.Methods() {
		if !strings.HasPrefix(method.Name, "Search") || method.Type.NumIn() != 4 {
			continue
		}
		in := reflect.New(method.Type.In(2).Elem())
		criteria := in.Elem().FieldByName("SearchCriteria")
		if !criteria.IsValid() {
			continue
		}
		if _, ok := criteria.Type().Elem().FieldByName("StringCondition"); !ok {
			continue
		}
		searched++
		search := func(conditions string) error {
			require.NoError(t, json.Unmarshal([]byte(fmt.Sprintf(`{"InstanceId": %q, "SearchCriteria": %s}`, s.instance, conditions)), in.Interface()))
			results := value.Call([]reflect.Value{reflect.ValueOf(t.Context()), in})
			err, _ := reflect.TypeAssert[error](results[1])
			return err
		}
		const unknown = `{"StringCondition": {"FieldName": "colour", "Value": "red", "ComparisonType": "EXACT"}}`
		require.ErrorContains(t, search(unknown), `the search knows no field "colour"`, method.Name)
		require.NoError(t, search(`{"StringCondition": {"FieldName": "resourceId", "Value": "red", "ComparisonType": "EXACT"}}`), method.Name)
	}
	assert.Greater(t, searched, 15)

	name := types.StringCondition{FieldName: aws.String("name"), Value: aws.String("none"), ComparisonType: types.StringComparisonTypeExact}
	colour := name
	colour.FieldName = aws.String("colour")
	_, err := s.client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: &s.instance, SearchCriteria: &types.QueueSearchCriteria{
		AndConditions: []types.QueueSearchCriteria{{StringCondition: &name}, {StringCondition: &colour}},
	}})
	requireError[*types.InvalidParameterException](t, err)
	_, err = s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance, SearchCriteria: &types.UserSearchCriteria{
		ListCondition: &types.ListCondition{Conditions: []types.Condition{{StringCondition: &name}}},
	}})
	require.NoError(t, err, "the names of a list condition are others")
	for _, field := range []string{"IntegrationAssociationId", "ActionSummaries", "RuleCapabilityTiers"} {
		_, err = s.client.SearchRules(t.Context(), &connect.SearchRulesInput{InstanceId: &s.instance, SearchCriteria: &types.RulesSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: &field, Value: aws.String("x"), ComparisonType: types.StringComparisonTypeExact},
		}})
		require.NoError(t, err, "a rule may have it")
	}
}
