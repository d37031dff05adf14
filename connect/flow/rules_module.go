package flow

import (
	"fmt"
	"slices"
)

// moduleRules are about flow modules and flows that invoke them.
func moduleRules() []rule {
	invoke := on("InvokeFlowModule")
	end := on("EndFlowModuleExecution")
	return []rule{
		{"module-settings", nil, nil, each{"the content of a module must have Settings", checkSettings}, live(sourcePulumi, sourceNote3)},
		{"contract-results", nil, nil, each{"a contract has at most eight results, each with a name of its own", checkContract}, live(sourcePulumi)},
		{"invoke", invoke, nil, needed{"FlowModuleId"}, documented()},
		{"invoke-errors", invoke, nil, errorsNeeded{"NoMatchingError"}, documented().withSamples()},
		{"invoke-condition-error", invoke, nil, errorsNeeded{"NoMatchingCondition"}, sampled()},
		{"invoke-operator", invoke, nil, conditions{max: unlimited, operators: []string{"Equals"}}, documented()},
		{"invoke-input", invoke, nil, contractInput{}, live(sourcePulumi)},
		{"invoke-required-input", invoke, nil, contractRequired{}, Evidence{}},
		{"invoke-branch", invoke, nil, contractBranch{}, live(sourcePulumi)},
		{"end-result", end, nil, contractResult{}, live(sourcePulumi)},
		{"end-result-data", end, nil, contractData{}, live(sourcePulumi)},
	}
}

func checkSettings(c *checker) {
	if c.options.FlowType == Module && !c.flow.IsModule() {
		c.report(place{path: "Settings"}, "JSON field is missing or null for field name: settings",
			"the content of a module must have Settings with InputParameters, OutputParameters and Transitions")
	}
}

func checkContract(c *checker) {
	if c.options.Contract == nil {
		return
	}
	if problem := c.options.Contract.problem(); problem != "" {
		c.report(place{}, "", "%s", problem)
	}
}

// invoked returns the contract of the module that an action invokes, nil if it is not known.
func (c *checker) invoked(a *Action) *Contract {
	id, _ := a.Parameter("FlowModuleId")
	if c.options.Modules == nil || isJSONPath(id) {
		return nil
	}
	return c.options.Modules(id)
}

// contractInput is a demand that the input is what the contract of the module declares.
type contractInput struct{}

func (contractInput) String() string { return "Input must be what the contract of the module declares" }

func (contractInput) check(c *checker, a *Action) {
	if contract := c.invoked(a); contract != nil {
		c.fields(a, "Input", contract.Input)
	}
}

// fields compares the members of a parameter with the fields that a contract declares.
func (c *checker) fields(a *Action, name string, declared []Field) {
	for _, m := range a.parameters().get(name).items() {
		path := "Parameters." + joinPath(name, pathKey(m.key))
		i := slices.IndexFunc(declared, func(f Field) bool { return f.Name == m.key })
		switch {
		case i < 0:
			c.report(place{a, path, m.node}, problemName+a.path(path), "the contract of the module declares no %s", m.key)
		case !declared[i].accepts(m.node):
			c.report(place{a, path, m.node}, problemValue+a.path(path), "%s is %s, the contract of the module wants type %s", m.key, m.node.kind, declared[i].Type)
		}
	}
}

// contractRequired is a demand that all input is given that the contract calls required.
type contractRequired struct{}

func (contractRequired) String() string {
	return "Input must have what the contract of the module requires"
}

func (contractRequired) check(c *checker, a *Action) {
	contract := c.invoked(a)
	if contract == nil {
		return
	}
	input := a.parameters().get("Input")
	for _, f := range contract.Input {
		if f.Required && input.get(f.Name) == nil {
			c.report(parameter(a, "Input"), "", "the contract of the module requires %s", f.Name)
		}
	}
}

// contractBranch is a demand that branches are for results that the module can return.
type contractBranch struct{}

func (contractBranch) String() string { return "operands must be results that the module declares" }

func (contractBranch) check(c *checker, a *Action) {
	contract := c.invoked(a)
	if contract == nil {
		return
	}
	for i, branch := range a.Transitions().Conditions {
		for _, operand := range branch.Condition.Operands {
			if !contract.returns(operand) {
				path := fmt.Sprintf("Transitions.Conditions[%d]", i)
				c.report(place{a, path, nil}, problemValue+a.path("Transitions.Conditions"), "the module does not return %q", operand)
			}
		}
	}
}

// contractResult is a demand that a module returns what its contract declares.
type contractResult struct{}

func (contractResult) String() string { return "Result must be one that the contract declares" }

func (contractResult) check(c *checker, a *Action) {
	result, given := a.Parameter("Result")
	if given && c.options.Contract != nil && !c.options.Contract.returns(result) {
		c.report(parameter(a, "Result"), problemValue+a.path("Parameters.Result"), "the contract declares no result %q", result)
	}
}

// contractData is the same demand for the data of the result.
type contractData struct{}

func (contractData) String() string { return "ResultData must be what the contract declares" }

func (contractData) check(c *checker, a *Action) {
	if c.options.Contract != nil {
		c.fields(a, "ResultData", c.options.Contract.ResultData)
	}
}
