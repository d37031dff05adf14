package flow

import "fmt"

// Action is a step of a flow: it plays a prompt, asks for input, makes a decision or moves the contact. It belongs to
// its [Flow]: changing the action changes the flow.
type Action struct {
	node  *node
	index int
}

// Identifier returns the name of the action that transitions refer to. [Flow.Rename] changes it.
func (a *Action) Identifier() string {
	return a.node.get("Identifier").str()
}

// Type returns what the action does, such as MessageParticipant.
func (a *Action) Type() string {
	return a.node.get("Type").str()
}

// Index returns the place of the action in the list of actions, from 0. The service names actions by it: Actions[3].
func (a *Action) Index() int {
	return a.index
}

// path returns the JSON path of the action or of something in it.
func (a *Action) path(within string) string {
	return joinPath(fmt.Sprintf("Actions[%d]", a.index), within)
}

func (a *Action) parameters() *node {
	return a.node.get("Parameters")
}

// Parameter returns one parameter as text, given its path below Parameters, such as Text or LexV2Bot.AliasArn. It returns
// false if there is no such parameter, or if it is an object or an array.
func (a *Action) Parameter(path string) (string, bool) {
	return a.parameters().find(path).scalar()
}

// SetParameter sets the text parameter at a path below Parameters. Objects on the way are created as needed. It returns
// an error if something on the way is not an object.
func (a *Action) SetParameter(path, value string) error {
	parameters := a.parameters()
	if old := parameters.find(path); old != nil && old.kind != kindObject && old.kind != kindArray {
		*old = *newString(value)
		return nil
	} else if old != nil {
		return fmt.Errorf("flow: %s is %s, not text", a.path("Parameters."+path), old.kind)
	}
	if parameters == nil {
		parameters = newObject()
		a.node.set("Parameters", parameters)
	}
	return setPath(parameters, path, value)
}

// Parameters returns the parameters of the action: a pointer to the struct of its type, such as *[MessageParticipant], or a
// [Raw] if this package has no struct for the type. Members that the struct does not have are left out of it; they are
// kept by SetParameters. The error says which parameter does not fit into the struct.
func (a *Action) Parameters() (Parameters, error) {
	p := newParameters(a.Type())
	if p == nil {
		return Raw{Type: a.Type(), JSON: rawText(a.parameters())}, nil
	}
	if err := decode(a.parameters(), p); err != nil {
		return nil, fmt.Errorf("flow: %s of %s: %w", a.path("Parameters"), a.Type(), err)
	}
	return p, nil
}

func rawText(n *node) string {
	if n == nil || n.kind == kindNull {
		return "{}"
	}
	return n.String()
}

// SetParameters changes the parameters. Where a value is the same as before, its text stays; members that the struct does
// not have stay too. It returns an error, and changes nothing, if the parameters are those of another type of action, or
// if the JSON of a [Raw] is not an object.
func (a *Action) SetParameters(p Parameters) error {
	// First without the old ones: an error in the middle must not leave half of a change.
	if _, err := encodeParameters(p, nil); err != nil {
		return err
	}
	if p.ActionType() != a.Type() {
		return fmt.Errorf("flow: %s is of type %s, the parameters are those of %s", a.path(""), a.Type(), p.ActionType())
	}
	if old := a.parameters(); old != nil && old.kind == kindObject {
		n, err := encodeParameters(p, old)
		if n != old && err == nil {
			a.node.set("Parameters", n)
		}
		return err
	}
	n, err := encodeParameters(p, newObject())
	if err == nil && len(n.members) > 0 {
		a.node.set("Parameters", n)
	}
	return err
}
