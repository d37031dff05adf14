package connecttest_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestDataTables(t *testing.T) {
	s := newScene(t)
	in := &connect.CreateDataTableInput{
		InstanceId: &s.instance, Name: aws.String("Stores"), Description: aws.String("all of them"), TimeZone: aws.String("UTC"),
		ValueLockLevel: types.DataTableLockLevelValue, Status: types.DataTableStatusPublished, Tags: map[string]string{"team": "red"},
	}
	created, err := s.client.CreateDataTable(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateDataTable(t.Context(), in)))
	in.Name, in.TimeZone = aws.String("Other"), aws.String("Mars/Olympus")
	requireError[*types.InvalidParameterException](t, second(s.client.CreateDataTable(t.Context(), in)))
	updated, err := s.client.UpdateDataTableMetadata(t.Context(), &connect.UpdateDataTableMetadataInput{
		InstanceId: &s.instance, DataTableId: created.Id, Name: aws.String("Shops"), ValueLockLevel: types.DataTableLockLevelNone, TimeZone: aws.String("Europe/Berlin"),
	})
	require.NoError(t, err)
	assert.NotEqual(t, *created.LockVersion.DataTable, *updated.LockVersion.DataTable)
	got, err := s.client.DescribeDataTable(t.Context(), &connect.DescribeDataTableInput{InstanceId: &s.instance, DataTableId: created.Arn})
	require.NoError(t, err)
	assert.Equal(t, []string{"Shops", "Europe/Berlin", "red"}, []string{*got.DataTable.Name, *got.DataTable.TimeZone, got.DataTable.Tags["team"]})
	assert.Nil(t, got.DataTable.Description, "an update is not a patch")
	s.srv.AddDataTable(s.instance, types.DataTable{Name: aws.String("Colours")})
	list, err := s.client.ListDataTables(t.Context(), &connect.ListDataTablesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.DataTableSummaryList, 2)
	found, err := s.client.SearchDataTables(t.Context(), &connect.SearchDataTablesInput{InstanceId: &s.instance, SearchCriteria: &types.DataTableSearchCriteria{
		StringCondition: &types.StringCondition{FieldName: aws.String("name"), Value: aws.String("shop"), ComparisonType: types.StringComparisonTypeStartsWith},
	}})
	require.NoError(t, err)
	require.Len(t, found.DataTables, 1)
	assert.Nil(t, found.DataTables[0].LockVersion)
	remove := &connect.DeleteDataTableInput{InstanceId: &s.instance, DataTableId: created.Id}
	require.NoError(t, second(s.client.DeleteDataTable(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteDataTable(t.Context(), remove)))
	assert.Len(t, s.srv.DataTables(s.instance), 1)
}

// Names are trimmed and compared without regard to case; some are reserved. A table can be named with an alias of its version.
func TestNamesOfDataTables(t *testing.T) {
	s := newScene(t)
	create := func(name string) (*connect.CreateDataTableOutput, error) {
		return s.client.CreateDataTable(t.Context(), &connect.CreateDataTableInput{
			InstanceId: &s.instance, Name: &name, TimeZone: aws.String("UTC"), ValueLockLevel: types.DataTableLockLevelNone, Status: types.DataTableStatusPublished,
		})
	}
	table, err := create(" Stores ")
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(create("STORES")))
	for _, reserved := range []string{"aws:stores", "Connect:stores", "  "} {
		requireError[*types.InvalidParameterException](t, second(create(reserved)))
	}
	for alias, known := range map[string]bool{"$LATEST": true, "$SAVED": true, "1": false} {
		named := *table.Arn + ":" + alias
		described, err := s.client.DescribeDataTable(t.Context(), &connect.DescribeDataTableInput{InstanceId: &s.instance, DataTableId: &named})
		_, listing := s.client.ListDataTableAttributes(t.Context(), &connect.ListDataTableAttributesInput{InstanceId: &s.instance, DataTableId: &named})
		if !known {
			requireError[*types.ResourceNotFoundException](t, err)
			requireError[*types.ResourceNotFoundException](t, listing)
			continue
		}
		require.NoError(t, err)
		require.NoError(t, listing)
		assert.Equal(t, "Stores", *described.DataTable.Name)
	}
	_, err = s.client.DeleteDataTable(t.Context(), &connect.DeleteDataTableInput{InstanceId: &s.instance, DataTableId: aws.String(*table.Id + ":$SAVED")})
	requireError[*types.ResourceNotFoundException](t, err)
	_, err = s.client.DeleteDataTable(t.Context(), &connect.DeleteDataTableInput{InstanceId: &s.instance, DataTableId: aws.String(*table.Id + ":$LATEST")})
	require.NoError(t, err)
}

// newStores adds a table of stores: a record is a city, with its opening hours and a number of desks.
func newStores(s *scene) string {
	return s.srv.AddDataTable(s.instance, types.DataTable{Name: aws.String("Stores"), TimeZone: aws.String("UTC"), ValueLockLevel: types.DataTableLockLevelValue},
		types.DataTableAttribute{Name: aws.String("City"), ValueType: types.DataTableAttributeValueTypeText, Primary: true},
		types.DataTableAttribute{Name: aws.String("Hours"), ValueType: types.DataTableAttributeValueTypeText},
		types.DataTableAttribute{Name: aws.String("Desks"), ValueType: types.DataTableAttributeValueTypeNumber, Validation: &types.Validation{Minimum: 1, Maximum: 9}},
	)
}

func city(name string) []types.PrimaryValue {
	if name == "" {
		return nil
	}
	return []types.PrimaryValue{{AttributeName: aws.String("City"), Value: &name}}
}

func TestDataTableAttributes(t *testing.T) {
	s := newScene(t)
	table := newStores(s)
	in := &connect.CreateDataTableAttributeInput{InstanceId: &s.instance, DataTableId: &table, Name: aws.String("Open"), ValueType: types.DataTableAttributeValueTypeBoolean, Description: aws.String("now")}
	created, err := s.client.CreateDataTableAttribute(t.Context(), in)
	require.NoError(t, err)
	requireError[*types.DuplicateResourceException](t, second(s.client.CreateDataTableAttribute(t.Context(), in)))
	s.srv.AddDataTableValue(s.instance, table, types.DataTableValue{PrimaryValues: city("Berlin"), AttributeName: aws.String("Open"), Value: aws.String("true")})
	update := func(name, to string, primary bool) error {
		return second(s.client.UpdateDataTableAttribute(t.Context(), &connect.UpdateDataTableAttributeInput{
			InstanceId: &s.instance, DataTableId: &table, AttributeName: &name, Name: &to, ValueType: types.DataTableAttributeValueTypeBoolean, Primary: primary,
		}))
	}
	requireError[*types.InvalidParameterException](t, update("Open", "Hours", false))
	requireError[*types.InvalidParameterException](t, update("Open", "Open", true))
	requireError[*types.ResourceNotFoundException](t, update("None", "Some", false))
	require.NoError(t, update("Open", "OpenNow", false))
	got, err := s.client.DescribeDataTableAttribute(t.Context(), &connect.DescribeDataTableAttributeInput{InstanceId: &s.instance, DataTableId: &table, AttributeName: aws.String("OpenNow")})
	require.NoError(t, err)
	assert.Equal(t, *created.AttributeId, *got.Attribute.AttributeId)
	assert.Nil(t, got.Attribute.Description, "an update is not a patch")
	assert.Equal(t, "OpenNow", *s.srv.DataTableValues(s.instance, table)[0].AttributeName)
	list, err := s.client.ListDataTableAttributes(t.Context(), &connect.ListDataTableAttributesInput{InstanceId: &s.instance, DataTableId: &table, AttributeIds: []string{*created.AttributeId}})
	require.NoError(t, err)
	require.Len(t, list.Attributes, 1)
	require.NoError(t, second(s.client.CreateDataTableAttribute(t.Context(), &connect.CreateDataTableAttributeInput{
		InstanceId: &s.instance, DataTableId: &table, Name: aws.String("Floor"), ValueType: types.DataTableAttributeValueTypeNumber, Primary: true,
	})))
	assert.Equal(t, "0", *s.srv.DataTableValues(s.instance, table)[0].PrimaryValues[1].Value, "records stay unique")
	remove := func(name string) error {
		return second(s.client.DeleteDataTableAttribute(t.Context(), &connect.DeleteDataTableAttributeInput{InstanceId: &s.instance, DataTableId: &table, AttributeName: &name}))
	}
	requireError[*types.InvalidParameterException](t, remove("City"))
	require.NoError(t, remove("OpenNow"))
	assert.Empty(t, s.srv.DataTableValues(s.instance, table))
	requireError[*types.ResourceNotFoundException](t, remove("OpenNow"))
	assert.Len(t, s.srv.DataTableAttributes(s.instance, table), 4)
}

func TestDataTableAttributesAreChecked(t *testing.T) {
	s := newScene(t)
	table := newStores(s)
	create := func(name string, rules types.Validation) error {
		return second(s.client.CreateDataTableAttribute(t.Context(), &connect.CreateDataTableAttributeInput{
			InstanceId: &s.instance, DataTableId: &table, Name: &name, ValueType: types.DataTableAttributeValueTypeNumber, Validation: &rules,
		}))
	}
	requireError[*types.DuplicateResourceException](t, create("CITY", types.Validation{}))
	requireError[*types.InvalidParameterException](t, create("aws:floor", types.Validation{}))
	for i, rules := range []types.Validation{
		{MinLength: 2, MaxLength: 1}, {MinValues: 2, MaxValues: 1}, {Minimum: 2, Maximum: 1}, {ExclusiveMinimum: 1, Maximum: 1},
		{Minimum: 1, ExclusiveMaximum: 1}, {ExclusiveMinimum: 2, ExclusiveMaximum: 1}, {MultipleOf: -1},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) { requireError[*types.InvalidParameterException](t, create("Floor", rules)) })
	}
	require.NoError(t, create(" Floor ", types.Validation{Maximum: -1}))
	assert.Equal(t, "Floor", *s.srv.DataTableAttributes(s.instance, table)[3].Name)
	require.NoError(t, second(s.client.UpdateDataTableAttribute(t.Context(), &connect.UpdateDataTableAttributeInput{
		InstanceId: &s.instance, DataTableId: &table, AttributeName: aws.String("Floor"), Name: aws.String("FLOOR"), ValueType: types.DataTableAttributeValueTypeNumber,
	})), "it may change the case of its own name")
}

// The lock level NONE means that the last writer wins.
func TestDataTableWithoutLocks(t *testing.T) {
	s := newScene(t)
	table := s.srv.AddDataTable(s.instance, types.DataTable{Name: aws.String("Colours")},
		types.DataTableAttribute{Name: aws.String("Sky"), ValueType: types.DataTableAttributeValueTypeText})
	assert.Equal(t, types.DataTableLockLevelNone, s.srv.DataTables(s.instance)[0].ValueLockLevel)
	s.srv.AddDataTableValue(s.instance, table, types.DataTableValue{AttributeName: aws.String("Sky"), Value: aws.String("blue")})
	updated, err := s.client.BatchUpdateDataTableValue(t.Context(), &connect.BatchUpdateDataTableValueInput{InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableValue{
		{AttributeName: aws.String("Sky"), Value: aws.String("grey"), LockVersion: &types.DataTableLockVersion{Value: aws.String("old")}},
	}})
	require.NoError(t, err)
	assert.Len(t, updated.Successful, 1)
}

func TestDataTableValuesAreChecked(t *testing.T) {
	s := newScene(t)
	table := s.srv.AddDataTable(s.instance, types.DataTable{Name: aws.String("Checks")},
		types.DataTableAttribute{Name: aws.String("Text"), ValueType: types.DataTableAttributeValueTypeText, Validation: &types.Validation{
			MinLength: 1, MaxLength: 5, IgnoreCase: true, Enum: &types.ValidationEnum{Strict: true, Values: []string{"red", "blue"}},
		}},
		types.DataTableAttribute{Name: aws.String("Number"), ValueType: types.DataTableAttributeValueTypeNumber, Validation: &types.Validation{Minimum: 1, ExclusiveMaximum: 3, MultipleOf: 0.5}},
		types.DataTableAttribute{Name: aws.String("Boolean"), ValueType: types.DataTableAttributeValueTypeBoolean},
		types.DataTableAttribute{Name: aws.String("Texts"), ValueType: types.DataTableAttributeValueTypeTextList, Validation: &types.Validation{MaxValues: 2, MaxLength: 3}},
		types.DataTableAttribute{Name: aws.String("Numbers"), ValueType: types.DataTableAttributeValueTypeNumberList, Validation: &types.Validation{MinValues: 1}},
	)
	for attribute, values := range map[string]map[string]bool{
		"Text":    {"RED": true, "green": false, "": false, "yellow": false},
		"Number":  {"1.5": true, "0.5": false, "3": false, "1.2": false, "one": false},
		"Boolean": {"true": true, "yes": false},
		"Texts":   {`["a","b"]`: true, `["a","b","c"]`: false, `["long"]`: false, "a": false, "[1]": false},
		"Numbers": {"[1,2]": true, "[]": false, `["a"]`: false},
	} {
		for value, want := range values {
			t.Run(attribute+" "+value, func(t *testing.T) {
				out, err := s.client.BatchCreateDataTableValue(t.Context(), &connect.BatchCreateDataTableValueInput{
					InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableValue{{AttributeName: &attribute, Value: &value}},
				})
				require.NoError(t, err)
				assert.Equal(t, want, len(out.Successful) == 1)
				assert.Equal(t, want, len(out.Failed) == 0)
			})
		}
	}
}

func TestDataTableValues(t *testing.T) {
	s := newScene(t)
	table := newStores(s)
	value := func(name, attribute, text string) types.DataTableValue {
		return types.DataTableValue{PrimaryValues: city(name), AttributeName: &attribute, Value: &text}
	}
	created, err := s.client.BatchCreateDataTableValue(t.Context(), &connect.BatchCreateDataTableValueInput{InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableValue{
		value("Berlin", "Hours", "9-17"), value("Berlin", "Desks", "3"), value("Paris", "Hours", "10-18"), value("", "Desks", "1"),
		value("Berlin", "Hours", "again"), value("Paris", "Desks", "12"), value("Paris", "None", "x"), value("Rome", "City", "Rome"),
		{PrimaryValues: []types.PrimaryValue{{AttributeName: aws.String("Hours"), Value: aws.String("9-17")}}, AttributeName: aws.String("Desks"), Value: aws.String("2")},
	}})
	require.NoError(t, err)
	require.Len(t, created.Successful, 4)
	require.Len(t, created.Failed, 5)
	berlin := created.Successful[0].RecordId
	assert.Equal(t, *berlin, *created.Successful[1].RecordId)
	assert.NotEqual(t, *berlin, *created.Successful[2].RecordId)

	stale := value("Berlin", "Hours", "8-16")
	stale.LockVersion = &types.DataTableLockVersion{Value: aws.String("old")}
	fresh := value("Paris", "Hours", "11-19")
	fresh.LockVersion = created.Successful[2].LockVersion
	updated, err := s.client.BatchUpdateDataTableValue(t.Context(), &connect.BatchUpdateDataTableValueInput{
		InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableValue{stale, fresh, value("Rome", "Hours", "9-17")},
	})
	require.NoError(t, err)
	require.Len(t, updated.Successful, 1)
	assert.Len(t, updated.Failed, 2)
	evaluated, err := s.client.EvaluateDataTableValues(t.Context(), &connect.EvaluateDataTableValuesInput{InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableValueEvaluationSet{
		{PrimaryValues: city("Paris"), AttributeNames: []string{"Hours", "Desks"}}, {PrimaryValues: city("Rome"), AttributeNames: []string{"Hours"}},
	}})
	require.NoError(t, err)
	require.Len(t, evaluated.Values, 3)
	assert.Equal(t, []string{"11-19", "1", ""}, []string{*evaluated.Values[0].EvaluatedValue, *evaluated.Values[1].EvaluatedValue, *evaluated.Values[2].EvaluatedValue})
	assert.False(t, evaluated.Values[2].Found)
	described, err := s.client.BatchDescribeDataTableValue(t.Context(), &connect.BatchDescribeDataTableValueInput{InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableValueIdentifier{
		{PrimaryValues: city("Paris"), AttributeName: aws.String("Hours")}, {PrimaryValues: city("Rome"), AttributeName: aws.String("Hours")},
	}})
	require.NoError(t, err)
	require.Len(t, described.Successful, 1)
	assert.Equal(t, *updated.Successful[0].LockVersion.Value, *described.Successful[0].LockVersion.Value)
	assert.Len(t, described.Failed, 1)

	for name, want := range map[string]int{"Berlin": 2, "Paris": 1, "Rome": 0} {
		list, err := s.client.ListDataTableValues(t.Context(), &connect.ListDataTableValuesInput{
			InstanceId: &s.instance, DataTableId: &table, PrimaryAttributeValues: []types.PrimaryAttributeValueFilter{{AttributeName: aws.String("City"), Values: []string{name}}},
		})
		require.NoError(t, err)
		assert.Len(t, list.Values, want, name)
	}
	move := func(from, to string) error {
		return second(s.client.UpdateDataTablePrimaryValues(t.Context(), &connect.UpdateDataTablePrimaryValuesInput{
			InstanceId: &s.instance, DataTableId: &table, PrimaryValues: city(from), NewPrimaryValues: city(to), LockVersion: &types.DataTableLockVersion{},
		}))
	}
	requireError[*types.ConflictException](t, move("Berlin", "Paris"))
	requireError[*types.ResourceNotFoundException](t, move("Rome", "Milan"))
	require.NoError(t, move("Berlin", "Bonn"))
	records, err := s.client.ListDataTablePrimaryValues(t.Context(), &connect.ListDataTablePrimaryValuesInput{InstanceId: &s.instance, DataTableId: &table, RecordIds: []string{*berlin}})
	require.NoError(t, err)
	require.Len(t, records.PrimaryValuesList, 1)
	assert.Equal(t, "Bonn", *records.PrimaryValuesList[0].PrimaryValues[0].Value)
	deleted, err := s.client.BatchDeleteDataTableValue(t.Context(), &connect.BatchDeleteDataTableValueInput{InstanceId: &s.instance, DataTableId: &table, Values: []types.DataTableDeleteValueIdentifier{
		{PrimaryValues: city("Paris"), AttributeName: aws.String("Hours"), LockVersion: updated.Successful[0].LockVersion},
		{PrimaryValues: city("Bonn"), AttributeName: aws.String("Hours"), LockVersion: stale.LockVersion},
	}})
	require.NoError(t, err)
	assert.Len(t, deleted.Successful, 1)
	assert.Len(t, deleted.Failed, 1)
	assert.Len(t, s.srv.DataTableValues(s.instance, table), 3)
}
