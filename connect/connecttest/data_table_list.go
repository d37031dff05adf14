package connecttest

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// primaryResponse returns the primary values of a record in the form of outputs.
func (r *request) primaryResponse(inst *types.Instance, t *types.DataTable, v dataValue) []types.PrimaryValueResponse {
	return fake.Map(v.Primary, func(p types.PrimaryValue) types.PrimaryValueResponse {
		response := types.PrimaryValueResponse{AttributeName: p.AttributeName, Value: p.Value}
		if a, err := r.dataAttribute(inst, t, p.AttributeName); err == nil {
			response.AttributeId = a.AttributeId
		}
		return response
	})
}

// inRecords reports whether a value is in the records that a list is about: those with an id and with one of the values of
// each primary attribute that is named.
func (v dataValue) inRecords(ids []string, filters []types.PrimaryAttributeValueFilter) bool {
	if len(ids) > 0 && !slices.Contains(ids, v.RecordID) {
		return false
	}
	return !slices.ContainsFunc(filters, func(f types.PrimaryAttributeValueFilter) bool {
		return !slices.ContainsFunc(v.Primary, func(p types.PrimaryValue) bool {
			return *p.AttributeName == *f.AttributeName && slices.Contains(f.Values, *p.Value)
		})
	})
}

func listDataTableValues(r *request, in *connect.ListDataTableValuesInput) (*connect.ListDataTableValuesOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	rows := r.dataValues.of(inst, *t.Id).Rows(r.Moment, func(v dataValue) bool { return v.inRecords(in.RecordIds, in.PrimaryAttributeValues) })
	out := new(connect.ListDataTableValuesOutput)
	return out, paged(r, in, out, rows, func(v dataValue) types.DataTableValueSummary {
		s := types.DataTableValueSummary{
			RecordId: &v.RecordID, PrimaryValues: r.primaryResponse(inst, t, v), AttributeName: &v.Attribute, Value: &v.Value,
			LockVersion: v.lockVersion(), LastModifiedTime: &v.Modified, LastModifiedRegion: &v.Region,
		}
		if a, err := r.dataAttribute(inst, t, &v.Attribute); err == nil {
			s.AttributeId, s.ValueType = a.AttributeId, a.ValueType
		}
		return s
	})
}

// listDataTablePrimaryValues lists each record once.
func listDataTablePrimaryValues(r *request, in *connect.ListDataTablePrimaryValuesInput) (*connect.ListDataTablePrimaryValuesOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	values := slices.DeleteFunc(r.dataValues.of(inst, *t.Id).Rows(r.Moment, nil).All(), func(v dataValue) bool {
		again := seen[v.RecordID] || len(v.Primary) == 0 || !v.inRecords(in.RecordIds, in.PrimaryAttributeValues)
		seen[v.RecordID] = true
		return again
	})
	out := new(connect.ListDataTablePrimaryValuesOutput)
	return out, paged(r, in, out, fake.RowsOf(values), func(v dataValue) types.RecordPrimaryValue {
		return types.RecordPrimaryValue{
			RecordId: &v.RecordID, PrimaryValues: r.primaryResponse(inst, t, v), LastModifiedTime: &v.Modified, LastModifiedRegion: &v.Region,
		}
	})
}

// evaluateDataTableValues returns values as they are stored; where a record has none, the default of the attribute.
func evaluateDataTableValues(r *request, in *connect.EvaluateDataTableValuesInput) (*connect.EvaluateDataTableValuesOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	if err := r.checkTimeZone(in.TimeZone); err != nil {
		return nil, err
	}
	var all []types.DataTableEvaluatedValue
	values := r.dataValues.of(inst, *t.Id)
	for _, set := range in.Values {
		for _, name := range set.AttributeNames {
			a, err := r.dataAttribute(inst, t, &name)
			if err != nil {
				return nil, err
			}
			v, ok := values.See(r.Moment, dataValue{Primary: set.PrimaryValues, Attribute: name}.key())
			if !ok {
				v, ok = values.See(r.Moment, dataValue{Attribute: name}.key())
			}
			all = append(all, types.DataTableEvaluatedValue{
				RecordId: &v.RecordID, PrimaryValues: set.PrimaryValues, AttributeName: &name, ValueType: a.ValueType, Found: ok, EvaluatedValue: &v.Value,
			})
		}
	}
	out := new(connect.EvaluateDataTableValuesOutput)
	return out, paged(r, in, out, fake.RowsOf(all), same)
}

// emptyValue returns the empty value of a type.
func emptyValue(kind types.DataTableAttributeValueType) string {
	switch kind {
	case types.DataTableAttributeValueTypeNumber:
		return "0"
	case types.DataTableAttributeValueTypeBoolean:
		return "false"
	case types.DataTableAttributeValueTypeTextList, types.DataTableAttributeValueTypeNumberList:
		return "[]"
	}
	return ""
}

// checkValue makes sure that a value is of the type of its attribute and passes its rules.
func (r *request) checkValue(a types.DataTableAttribute, value string) error {
	rules := types.Validation{}
	if a.Validation != nil {
		rules = *a.Validation
	}
	var problem string
	switch a.ValueType {
	case types.DataTableAttributeValueTypeText:
		problem = textProblem(rules, value)
	case types.DataTableAttributeValueTypeNumber:
		number, err := strconv.ParseFloat(value, 64)
		problem = numberProblem(rules, number, err)
	case types.DataTableAttributeValueTypeBoolean:
		if value != "true" && value != "false" {
			problem = "must be true or false"
		}
	case types.DataTableAttributeValueTypeTextList:
		problem = listProblem(rules, value, func(text string) string { return textProblem(rules, text) })
	case types.DataTableAttributeValueTypeNumberList:
		problem = listProblem(rules, value, func(number float64) string { return numberProblem(rules, number, nil) })
	}
	if problem == "" {
		return nil
	}
	return r.invalid("%s: %s", *a.Name, problem)
}

func textProblem(rules types.Validation, text string) string {
	length := int32(min(utf8.RuneCountInString(text), math.MaxInt32))
	if length < rules.MinLength || rules.MaxLength > 0 && length > rules.MaxLength {
		return "has too few or too many characters"
	}
	if rules.Enum != nil && rules.Enum.Strict && !slices.ContainsFunc(rules.Enum.Values, func(allowed string) bool {
		return allowed == text || rules.IgnoreCase && strings.EqualFold(allowed, text)
	}) {
		return "is not one of the values allowed"
	}
	return ""
}

func numberProblem(rules types.Validation, number float64, err error) string {
	switch { // a bound of 0 means no bound
	case err != nil:
		return "must be a number"
	case rules.Minimum != 0 && number < rules.Minimum, rules.ExclusiveMinimum != 0 && number <= rules.ExclusiveMinimum:
		return "is too small"
	case rules.Maximum != 0 && number > rules.Maximum, rules.ExclusiveMaximum != 0 && number >= rules.ExclusiveMaximum:
		return "is too large"
	case rules.MultipleOf > 0 && math.Abs(math.Remainder(number, rules.MultipleOf)) > 1e-9:
		return "is not a multiple of " + strconv.FormatFloat(rules.MultipleOf, 'g', -1, 64)
	}
	return ""
}

func listProblem[E any](rules types.Validation, value string, check func(E) string) string {
	var list []E
	if json.Unmarshal([]byte(value), &list) != nil {
		return "must be a JSON array of the type's values"
	}
	if len(list) < int(rules.MinValues) || rules.MaxValues > 0 && len(list) > int(rules.MaxValues) {
		return "has too few or too many values"
	}
	for _, e := range list {
		if problem := check(e); problem != "" {
			return problem
		}
	}
	return ""
}
