package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// row is a line of the input.
type row struct{ number, flow string }

func (r row) key() string { return r.number }

// digest says whether a row has changed since an earlier run.
func (r row) digest() string { return r.flow }

func (r row) input(instance string) *connect.AssociatePhoneNumberContactFlowInput {
	return &connect.AssociatePhoneNumberContactFlowInput{InstanceId: &instance, PhoneNumberId: &r.number, ContactFlowId: &r.flow}
}

// readRows reads a CSV file whose first line names the columns.
func readRows(path string) ([]row, error) {
	file, err := os.Open(path) //nolint:gosec // the file is named on the command line
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	head, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	number, flow := slices.Index(head, "phone_number_id"), slices.Index(head, "contact_flow_id")
	if number < 0 || flow < 0 {
		return nil, fmt.Errorf("%s: want the columns phone_number_id and contact_flow_id, have %q", path, head)
	}
	var rows []row
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		rows = append(rows, row{fields[number], fields[flow]})
	}
}

// writeResults writes the results to a new file, which takes the place of the old one when it is complete.
func writeResults(path string, results []chimeconnect.BulkResult[struct{}]) (err error) {
	file, err := os.Create(path + ".new") //nolint:gosec // the file is named on the command line
	if err != nil {
		return err
	}
	table := csv.NewWriter(file)
	lines := [][]string{{"phone_number_id", "outcome", "earlier_run", "error"}}
	for _, r := range results {
		problem := ""
		if r.Err != nil {
			problem = r.Err.Error()
		}
		lines = append(lines, []string{r.Key, string(r.Outcome), strconv.FormatBool(r.Resumed), problem})
	}
	if err := errors.Join(table.WriteAll(lines), file.Close()); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
