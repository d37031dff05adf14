package connecttest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// dataValue is the value of an attribute in a record. The record of default values has no primary values.
type dataValue struct {
	RecordID  string
	Primary   []types.PrimaryValue // by name of the attribute
	Attribute string
	Value     string
	Lock      string
	Modified  time.Time
	Region    string
}

func (v dataValue) key() string { return recordKey(v.Primary) + "\x00" + v.Attribute }

// recordKey returns the key of a record, which is made of its primary values.
func recordKey(primary []types.PrimaryValue) string {
	parts := fake.Map(primary, func(p types.PrimaryValue) string {
		return aws.ToString(p.AttributeName) + "\x01" + aws.ToString(p.Value)
	})
	slices.Sort(parts)
	return strings.Join(parts, "\x02")
}

func (v dataValue) lockVersion() *types.DataTableLockVersion {
	return &types.DataTableLockVersion{Value: &v.Lock}
}

// declareDataValues declares the values of data tables. Expressions are not evaluated. Of the lock versions that a request
// sends, only that of the value is compared, whatever the lock level of the table; with NONE none is compared.
func (s *state) declareDataValues(tables *resource[types.DataTable], h *Handlers) {
	attach(tables, &s.dataValues, "value of the data table", dataValue.key)
	h.BatchCreateDataTableValue = handle(s, batchCreateDataTableValue)
	h.BatchUpdateDataTableValue = handle(s, batchUpdateDataTableValue)
	h.BatchDeleteDataTableValue = handle(s, batchDeleteDataTableValue)
	h.BatchDescribeDataTableValue = handle(s, batchDescribeDataTableValue)
	h.EvaluateDataTableValues = handle(s, evaluateDataTableValues)
	h.ListDataTableValues = handle(s, listDataTableValues)
	h.ListDataTablePrimaryValues = handle(s, listDataTablePrimaryValues)
	h.UpdateDataTablePrimaryValues = handle(s, updateDataTablePrimaryValues)
}

// primaryNames returns the names of the primary attributes of a table.
func (r *request) primaryNames(inst *types.Instance, t *types.DataTable) (names []string) {
	for _, a := range r.dataAttributes.of(inst, *t.Id).All() {
		if a.Primary {
			names = append(names, *a.Name)
		}
	}
	return names
}

// checkPrimary makes sure that primary values name every primary attribute of a table once, or none for default values.
func (r *request) checkPrimary(inst *types.Instance, t *types.DataTable, primary []types.PrimaryValue) error {
	if len(primary) == 0 {
		return nil
	}
	given := fake.Map(primary, func(p types.PrimaryValue) string { return *p.AttributeName })
	want := r.primaryNames(inst, t)
	slices.Sort(given)
	slices.Sort(want)
	if !slices.Equal(given, want) {
		return r.invalid("PrimaryValues: must name each primary attribute of the table once")
	}
	for _, p := range primary {
		a, err := r.dataAttribute(inst, t, p.AttributeName)
		if err == nil {
			err = r.checkValue(a, *p.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tableRecord returns the id of the record with primary values: that of its existing values, or a new one.
func (r *request) tableRecord(inst *types.Instance, t *types.DataTable, primary []types.PrimaryValue) string {
	key := recordKey(primary)
	if v, there := r.dataValues.of(inst, *t.Id).Find(func(v dataValue) bool { return recordKey(v.Primary) == key }); there {
		return v.RecordID
	}
	return r.newID()
}

// storeValue checks a value and stores it under a new lock version.
func (r *request) storeValue(inst *types.Instance, t *types.DataTable, in types.DataTableValue) (dataValue, error) {
	a, err := r.dataAttribute(inst, t, in.AttributeName)
	if err != nil {
		return dataValue{}, err
	}
	if a.Primary {
		return dataValue{}, r.invalid("AttributeName: the value of a primary attribute belongs in PrimaryValues")
	}
	if err := cmp.Or(r.checkPrimary(inst, t, in.PrimaryValues), r.checkValue(a, *in.Value)); err != nil {
		return dataValue{}, err
	}
	v := dataValue{
		RecordID: r.tableRecord(inst, t, in.PrimaryValues), Primary: in.PrimaryValues, Attribute: *a.Name, Value: *in.Value,
		Lock: r.newID(), Modified: r.moment().Now, Region: r.region,
	}
	r.dataValues.put(r, inst, *t.Id, v)
	return v, nil
}

// createValue stores a value that does not exist yet.
func (r *request) createValue(inst *types.Instance, t *types.DataTable, in types.DataTableValue) (dataValue, error) {
	if r.dataValues.has(inst, *t.Id, dataValue{Primary: in.PrimaryValues, Attribute: *in.AttributeName}) {
		return dataValue{}, r.duplicate(r.dataValues.kind, "primary values and attribute")
	}
	return r.storeValue(inst, t, in)
}

// current finds the latest state of a value, which must have the lock version if a request has one and the table locks values.
func (r *request) current(
	inst *types.Instance, t *types.DataTable, primary []types.PrimaryValue, attribute *string, lock *types.DataTableLockVersion,
) (dataValue, error) {
	v, ok := r.dataValues.of(inst, *t.Id).Get(dataValue{Primary: primary, Attribute: *attribute}.key())
	if !ok {
		return v, r.notFound(r.dataValues.kind, attribute)
	}
	if t.ValueLockLevel != types.DataTableLockLevelNone && lock != nil && lock.Value != nil && *lock.Value != v.Lock {
		return v, &types.ConflictException{Message: aws.String("The value has changed since it was read: read it again.")}
	}
	return v, nil
}

// addPrimary gives each record the empty value of a new primary attribute.
func (r *request) addPrimary(inst *types.Instance, t *types.DataTable, a types.DataTableAttribute) {
	values := r.dataValues.of(inst, *t.Id)
	for _, v := range values.All() {
		if len(v.Primary) > 0 {
			values.Delete(r.Moment, v.key())
			v.Primary = append(slices.Clone(v.Primary), types.PrimaryValue{AttributeName: a.Name, Value: aws.String(emptyValue(a.ValueType))})
			r.dataValues.put(r, inst, *t.Id, v)
		}
	}
}

// renameValues moves the values of an attribute to its new name.
func (r *request) renameValues(inst *types.Instance, t *types.DataTable, from, to string) {
	values := r.dataValues.of(inst, *t.Id)
	for _, v := range values.All() {
		values.Delete(r.Moment, v.key())
		v = fake.Copy(v)
		if v.Attribute == from {
			v.Attribute = to
		}
		for i := range v.Primary {
			if *v.Primary[i].AttributeName == from {
				v.Primary[i].AttributeName = &to
			}
		}
		r.dataValues.put(r, inst, *t.Id, v)
	}
}

// updateDataTablePrimaryValues gives a record other primary values, which no other record may have.
func updateDataTablePrimaryValues(r *request, in *connect.UpdateDataTablePrimaryValuesInput) (*connect.UpdateDataTablePrimaryValuesOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(r.checkPrimary(inst, t, in.PrimaryValues), r.checkPrimary(inst, t, in.NewPrimaryValues)); err != nil {
		return nil, err
	}
	values, from, to := r.dataValues.of(inst, *t.Id), recordKey(in.PrimaryValues), recordKey(in.NewPrimaryValues)
	if _, taken := values.Find(func(v dataValue) bool { return recordKey(v.Primary) == to }); taken && from != to {
		return nil, &types.ConflictException{Message: aws.String("There is another record with the new primary values.")}
	}
	moved := ""
	for _, v := range values.All() {
		if recordKey(v.Primary) == from {
			values.Delete(r.Moment, v.key())
			v.Primary, v.Lock, v.Modified, v.Region, moved = in.NewPrimaryValues, r.newID(), r.moment().Now, r.region, v.RecordID
			r.dataValues.put(r, inst, *t.Id, v)
		}
	}
	if moved == "" {
		return nil, r.notFound("record of the data table", in.PrimaryValues[0].Value)
	}
	return &connect.UpdateDataTablePrimaryValuesOutput{LockVersion: &types.DataTableLockVersion{DataTable: t.LockVersion.DataTable, PrimaryValues: aws.String(r.newID())}}, nil
}

// AddDataTableValue adds a value to a data table and returns the id of its record.
func (s *Server) AddDataTableValue(instanceID, tableID string, value types.DataTableValue) string {
	return seed(s, func(r *request) (string, error) {
		inst, t, err := r.dataTable(&instanceID, &tableID)
		if err != nil {
			return "", err
		}
		v, err := r.createValue(inst, t, value)
		return v.RecordID, err
	})
}

// DataTableValues returns the values of a data table as they are stored, in the order of their creation.
func (s *Server) DataTableValues(instanceID, tableID string) []types.DataTableValue {
	return fake.Map(attachedTo(s, &s.state.dataTables, &s.state.dataValues, instanceID, tableID), func(v dataValue) types.DataTableValue {
		return types.DataTableValue{
			PrimaryValues: v.Primary, AttributeName: &v.Attribute, Value: &v.Value, LockVersion: v.lockVersion(),
			LastModifiedTime: &v.Modified, LastModifiedRegion: &v.Region,
		}
	})
}
