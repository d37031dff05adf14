package main

import (
	"fmt"
	"maps"
	"slices"
)

// checkNames refuses Go names that collide.
func checkNames(b *builder, p *Package) error {
	client, types, methods, routes := scope{}, scope{}, scope{}, map[string]string{}
	for _, method := range []string{"Options", "As"} {
		if err := methods.claim(method, "the method of every client"); err != nil {
			return err
		}
	}
	for _, op := range p.Operations {
		if err := methods.claim(op.Name, op.ID); err != nil {
			return err
		}
		route := op.Method + " " + op.URI
		if other, taken := routes[route]; taken {
			return fmt.Errorf("%s and %s are both bound to %s", other, op.ID, route)
		}
		routes[route] = op.ID
		names := []string{op.Name + "Input", op.Name + "Output"}
		if op.Page != nil {
			names = append(names, "New"+op.Name+"Paginator", op.Name+"Paginator", op.Name+"PaginatorOptions", op.Name+"APIClient")
		}
		for _, n := range names {
			if err := client.claim(n, op.ID); err != nil {
				return err
			}
		}
	}
	if err := types.claim("UnknownUnionMember", "the variant that no union knows"); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(b.groups)) {
		if err := types.claim(goName(shortName(id)), id); err != nil {
			return err
		}
	}
	for _, e := range p.Errors {
		if err := types.claim(e.Name, e.ID); err != nil {
			return err
		}
		if err := checkErrorFields(e); err != nil {
			return err
		}
	}
	return claimValues(types, p)
}

func checkErrorFields(e Error) error {
	names := scope{}
	for _, method := range []string{"Error", "ErrorCode", "ErrorMessage", "ErrorFault"} {
		if err := names.claim(method, "the method "+method); err != nil {
			return err
		}
	}
	for _, f := range e.Fields {
		if err := names.claim(f.Name, "the member "+f.Name); err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
	}
	return nil
}

func claimValues(types scope, p *Package) error {
	for _, t := range p.Types {
		switch {
		case t.Enum != nil:
			for _, v := range t.Enum.Values {
				if err := types.claim(v.Name, fmt.Sprintf("value %s of enum %s", v.Literal, t.Name)); err != nil {
					return err
				}
			}
		case t.Union != nil:
			for _, v := range t.Union.Variants {
				if err := types.claim(v.Name, "variant of union "+t.Name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
