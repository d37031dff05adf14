package connecttest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// The aliases that can follow the id or ARN of a table after a colon. There are no other versions, so both name the table.
const (
	latestTable = "$LATEST"
	savedTable  = "$SAVED"
)

// The default quotas of an instance and of a table.
const (
	maxDataTables     = 100
	maxDataAttributes = 100
)

func (s *state) declareDataTables(h *Handlers) {
	tables := declare(s, &s.dataTables, resource[types.DataTable]{
		noun: "DataTable", kind: "data table", path: "data-table", tagType: "data-table",
		key: func(_ *request, _ *types.Instance, t *types.DataTable) string {
			return strings.ToLower(aws.ToString(t.Name))
		},
		fill: func(r *request, _ *types.Instance, t *types.DataTable) {
			if t.CreatedTime == nil {
				t.CreatedTime = aws.Time(r.moment().Now)
			}
			if t.Status == "" {
				t.Status = types.DataTableStatusPublished
			}
			if t.ValueLockLevel == "" {
				t.ValueLockLevel = types.DataTableLockLevelNone
			}
			t.LockVersion = &types.DataTableLockVersion{DataTable: aws.String(r.newID())}
		},
	})
	create(tables, &h.CreateDataTable, func(r *request, inst *types.Instance, in *connect.CreateDataTableInput, t *types.DataTable) error {
		if r.dataTables.in(inst).Len() >= maxDataTables {
			return &types.ServiceQuotaExceededException{Message: aws.String("The instance already has 100 data tables.")}
		}
		return cmp.Or(r.tidy(&t.Name, &t.Description), r.checkTimeZone(in.TimeZone))
	})
	describe(tables, &h.DescribeDataTable)
	list(tables, &h.ListDataTables, nil)
	search(tables, &h.SearchDataTables, searching[types.DataTable]{fields: func(_ *request, _ *types.Instance, t *types.DataTable) fields {
		return fields{"name": texts(t.Name), "description": texts(t.Description)}
	}})
	found := h.SearchDataTables
	h.SearchDataTables = func(ctx context.Context, in *connect.SearchDataTablesInput) (*connect.SearchDataTablesOutput, error) {
		out, err := found(ctx, in)
		if err != nil {
			return nil, err
		}
		for i := range out.DataTables { // a search leaves it out
			out.DataTables[i].LockVersion = nil
		}
		return out, nil
	}
	update(tables, &h.UpdateDataTableMetadata, func(r *request, _ *types.Instance, in *connect.UpdateDataTableMetadataInput, t *types.DataTable) error {
		t.Description = in.Description // nil removes it
		return cmp.Or(r.tidy(&t.Name, &t.Description), r.checkTimeZone(in.TimeZone))
	})
	remove(tables, &h.DeleteDataTable)
	withAlias(&h.DescribeDataTable, latestTable, savedTable)
	withAlias(&h.UpdateDataTableMetadata, latestTable)
	withAlias(&h.DeleteDataTable, latestTable)
	s.declareDataAttributes(tables, h)
	s.declareDataValues(tables, h)
}

// declareDataAttributes declares the attributes of data tables: their columns.
func (s *state) declareDataAttributes(tables *resource[types.DataTable], h *Handlers) {
	attach(tables, &s.dataAttributes, "attribute of the data table", func(a types.DataTableAttribute) string { return *a.Name })
	h.CreateDataTableAttribute = handle(s, createDataTableAttribute)
	h.DescribeDataTableAttribute = handle(s, describeDataTableAttribute)
	h.UpdateDataTableAttribute = handle(s, updateDataTableAttribute)
	h.DeleteDataTableAttribute = handle(s, deleteDataTableAttribute)
	h.ListDataTableAttributes = handle(s, func(r *request, in *connect.ListDataTableAttributesInput) (*connect.ListDataTableAttributesOutput, error) {
		inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
		if err != nil {
			return nil, err
		}
		rows := r.dataAttributes.of(inst, *t.Id).Rows(r.Moment, func(a types.DataTableAttribute) bool {
			return len(in.AttributeIds) == 0 || slices.Contains(in.AttributeIds, *a.AttributeId)
		})
		out := new(connect.ListDataTableAttributesOutput)
		return out, paged(r, in, out, rows, same)
	})
}

// withAlias lets the id of a table in a request end with one of the aliases.
func withAlias[I, O any](h *handler[I, O], aliases ...string) {
	next := *h
	*h = func(ctx context.Context, in *I) (*O, error) {
		plain := *in
		named := member[*string](&plain, "DataTableId")
		if id, alias := unqualified(*named); slices.Contains(aliases, alias) {
			*named = id
		}
		return next(ctx, &plain)
	}
}

// tidy trims the name and the description of a table or an attribute, and refuses names that are reserved.
func (r *request) tidy(name, description **string) error {
	for _, text := range []**string{name, description} {
		if *text != nil {
			*text = aws.String(strings.TrimSpace(**text))
		}
	}
	if **name == "" || isReserved(**name) {
		return r.invalid("Name: must not be empty and must not begin with aws: or connect:")
	}
	return nil
}

// dataTable finds the latest state of a table.
func (r *request) dataTable(instanceID, id *string) (*types.Instance, *types.DataTable, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	if plain, alias := unqualified(id); alias == latestTable || alias == savedTable {
		id = plain
	}
	t, err := r.dataTables.find(r, inst, id)
	return inst, t, err
}

// dataAttribute finds the latest state of an attribute.
func (r *request) dataAttribute(inst *types.Instance, t *types.DataTable, name *string) (types.DataTableAttribute, error) {
	a, ok := r.dataAttributes.of(inst, *t.Id).Get(aws.ToString(name))
	if !ok {
		return a, r.notFound(r.dataAttributes.kind, name)
	}
	return a, nil
}

// checkAttribute tidies the texts of an attribute, and refuses rules that no value can pass.
func (r *request) checkAttribute(a *types.DataTableAttribute) error {
	if err := r.tidy(&a.Name, &a.Description); err != nil || a.Validation == nil {
		return err
	}
	v, both := *a.Validation, func(low, high float64) bool { return low != 0 && high != 0 } // a bound of 0 means no bound
	switch {
	case v.MaxLength > 0 && v.MinLength > v.MaxLength, v.MaxValues > 0 && v.MinValues > v.MaxValues,
		both(v.Minimum, v.Maximum) && v.Minimum > v.Maximum,
		both(v.ExclusiveMinimum, v.Maximum) && v.ExclusiveMinimum >= v.Maximum,
		both(v.Minimum, v.ExclusiveMaximum) && v.Minimum >= v.ExclusiveMaximum,
		both(v.ExclusiveMinimum, v.ExclusiveMaximum) && v.ExclusiveMinimum >= v.ExclusiveMaximum:
		return r.invalid("Validation: a minimum must not be above its maximum")
	case v.MultipleOf < 0:
		return r.invalid("Validation.MultipleOf: must be greater than 0")
	}
	return nil
}

// attributeTaken reports whether another attribute of the table has the same name.
func (r *request) attributeTaken(inst *types.Instance, t *types.DataTable, a types.DataTableAttribute) bool {
	_, taken := r.dataAttributes.of(inst, *t.Id).Find(func(other types.DataTableAttribute) bool {
		return strings.EqualFold(*other.Name, *a.Name) && *other.AttributeId != *a.AttributeId
	})
	return taken
}

// putAttribute completes an attribute and stores it, under a new lock version of its own and of the table.
func (r *request) putAttribute(inst *types.Instance, t *types.DataTable, a types.DataTableAttribute) (*types.DataTableLockVersion, error) {
	t, err := r.dataTables.change(r, inst, t.Id, func(*types.DataTable) error { return nil })
	if err != nil {
		return nil, err
	}
	if a.AttributeId == nil {
		a.AttributeId = aws.String(r.newID())
	}
	a.DataTableId, a.DataTableArn = t.Id, t.Arn
	a.LastModifiedTime, a.LastModifiedRegion = aws.Time(r.moment().Now), &r.region
	a.LockVersion = &types.DataTableLockVersion{DataTable: t.LockVersion.DataTable, Attribute: aws.String(r.newID())}
	r.dataAttributes.put(r, inst, *t.Id, a)
	return a.LockVersion, nil
}

func createDataTableAttribute(r *request, in *connect.CreateDataTableAttributeInput) (*connect.CreateDataTableAttributeOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	a := types.DataTableAttribute{
		AttributeId: aws.String(r.newID()), Name: in.Name, ValueType: in.ValueType, Description: in.Description, Primary: in.Primary, Validation: in.Validation,
	}
	if err := r.checkAttribute(&a); err != nil {
		return nil, err
	}
	if r.attributeTaken(inst, t, a) {
		return nil, r.duplicate(r.dataAttributes.kind, "name")
	}
	if r.dataAttributes.of(inst, *t.Id).Len() >= maxDataAttributes {
		return nil, &types.ServiceQuotaExceededException{Message: aws.String("The data table already has 100 attributes.")}
	}
	lock, err := r.putAttribute(inst, t, a)
	if err == nil && a.Primary {
		r.addPrimary(inst, t, a)
	}
	return &connect.CreateDataTableAttributeOutput{Name: a.Name, AttributeId: a.AttributeId, LockVersion: lock}, err
}

func describeDataTableAttribute(r *request, in *connect.DescribeDataTableAttributeInput) (*connect.DescribeDataTableAttributeOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	a, ok := r.dataAttributes.of(inst, *t.Id).See(r.Moment, *in.AttributeName)
	if !ok {
		return nil, r.notFound(r.dataAttributes.kind, in.AttributeName)
	}
	return &connect.DescribeDataTableAttributeOutput{Attribute: &a}, nil
}

// updateDataTableAttribute replaces an attribute. Whether it is primary can change only while the table has no values.
func updateDataTableAttribute(r *request, in *connect.UpdateDataTableAttributeInput) (*connect.UpdateDataTableAttributeOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	before, err := r.dataAttribute(inst, t, in.AttributeName)
	if err != nil {
		return nil, err
	}
	a := types.DataTableAttribute{
		AttributeId: before.AttributeId, Name: in.Name, ValueType: in.ValueType, Description: in.Description, Primary: in.Primary, Validation: in.Validation,
	}
	if err := r.checkAttribute(&a); err != nil {
		return nil, err
	}
	renamed := *before.Name != *a.Name
	if r.attributeTaken(inst, t, a) {
		return nil, r.invalid("Name: there is another attribute with this name")
	}
	if before.Primary != in.Primary && r.dataValues.of(inst, *t.Id).Len() > 0 {
		return nil, r.invalid("Primary: cannot be changed while the table has values")
	}
	lock, err := r.putAttribute(inst, t, a)
	if err != nil {
		return nil, err
	}
	if renamed {
		if err := r.dataAttributes.remove(r, inst, *t.Id, *before.Name); err != nil {
			return nil, err
		}
		r.renameValues(inst, t, *before.Name, *a.Name)
	}
	return &connect.UpdateDataTableAttributeOutput{Name: a.Name, LockVersion: lock}, nil
}

// deleteDataTableAttribute deletes an attribute with its values.
func deleteDataTableAttribute(r *request, in *connect.DeleteDataTableAttributeInput) (*connect.DeleteDataTableAttributeOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	a, err := r.dataAttribute(inst, t, in.AttributeName)
	if err != nil {
		return nil, err
	}
	if a.Primary && r.dataValues.of(inst, *t.Id).Len() > 0 {
		return nil, r.invalid("AttributeName: a primary attribute cannot be deleted while the table has values")
	}
	for _, v := range r.dataValues.of(inst, *t.Id).All() {
		if v.Attribute == *a.Name {
			r.dataValues.of(inst, *t.Id).Delete(r.Moment, v.key())
		}
	}
	if err := r.dataAttributes.remove(r, inst, *t.Id, *a.Name); err != nil {
		return nil, err
	}
	t, err = r.dataTables.change(r, inst, t.Id, func(*types.DataTable) error { return nil })
	if err != nil {
		return nil, err
	}
	return &connect.DeleteDataTableAttributeOutput{LockVersion: t.LockVersion}, nil
}

// AddDataTable adds a data table with attributes to an instance and returns its id.
func (s *Server) AddDataTable(instanceID string, info types.DataTable, attributes ...types.DataTableAttribute) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		t := fake.Copy(&info)
		if err := r.dataTables.add(r, inst, t); err != nil {
			return "", err
		}
		for _, a := range attributes {
			if _, err := r.putAttribute(inst, t, a); err != nil {
				return "", err
			}
		}
		return *t.Id, nil
	})
}

// DataTables returns the data tables of an instance, in the order of their creation.
func (s *Server) DataTables(instanceID string) []types.DataTable {
	return allIn(s, &s.state.dataTables, instanceID)
}

// DataTableAttributes returns the attributes of a data table, in the order of their creation.
func (s *Server) DataTableAttributes(instanceID, tableID string) []types.DataTableAttribute {
	return attachedTo(s, &s.state.dataTables, &s.state.dataAttributes, instanceID, tableID)
}
