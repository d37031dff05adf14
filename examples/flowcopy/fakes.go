package main

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The functions that the flows of the fakes call.
const (
	testFunction       = "arn:aws:lambda:us-east-1:123456789012:function:customer-test"
	productionFunction = "arn:aws:lambda:eu-central-1:210987654321:function:customer"
)

// openFakes starts two fake services in this program: test, with flows to copy, and production.
func openFakes(ctx context.Context, _ settings) (*copier, func(), error) {
	test, err := connecttest.Start("")
	if err != nil {
		return nil, nil, err
	}
	production, err := connecttest.Start("", func(o *connecttest.Options) { o.Region, o.AccountID = "eu-central-1", "210987654321" })
	if err != nil {
		test.Close()
		return nil, nil, err
	}
	c, err := pair(test, production)
	if err == nil {
		err = errors.Join(seed(ctx, c.from), c.to.addGreeting(ctx, "Welcome."))
	}
	stop := func() {
		test.Close()
		production.Close()
	}
	if err != nil {
		stop()
		return nil, nil, err
	}
	c.mapping = map[string]string{testFunction: productionFunction}
	return c, stop, nil
}

// pair makes an instance in each fake, both with the queue Sales.
func pair(test, production *connecttest.Server) (*copier, error) {
	var sides [2]*instance
	for i, srv := range []*connecttest.Server{test, production} {
		id := srv.AddInstance(types.Instance{InstanceAlias: aws.String([]string{"test", "production"}[i])})
		srv.AddQueue(id, types.Queue{Name: aws.String("Sales")})
		instances := srv.Instances()
		side, err := newInstance(srv.Client(), aws.ToString(instances[len(instances)-1].Arn))
		if err != nil {
			return nil, err
		}
		sides[i] = side
	}
	return &copier{from: sides[0], to: sides[1]}, nil
}

// addGreeting gives an instance the flow module Greeting.
func (n *instance) addGreeting(ctx context.Context, text string) error {
	b := flow.NewBuilder(func(o *flow.BuilderOptions) { o.FlowType = flow.Module }).Else("end")
	b.Add("hello", flow.MessageParticipant{Text: text}).Next("end")
	b.Add("end", flow.EndFlowModuleExecution{})
	_, err := n.add(ctx, &item{module: true, name: "Greeting", description: "What every caller hears."}, b)
	return err
}

// seed gives an instance a flow module and two flows that refer to each other.
func seed(ctx context.Context, n *instance) error {
	if err := n.addGreeting(ctx, "Welcome to our demo."); err != nil {
		return err
	}
	modules, err := n.items(ctx)
	if err != nil {
		return err
	}
	overflow, err := n.create(ctx, &item{name: "Overflow", flowType: types.ContactFlowTypeContactFlow})
	if err != nil {
		return err
	}
	if err := n.load(ctx, "queue"); err != nil {
		return err
	}
	menu := flow.NewBuilder().Else("bye")
	menu.Add("greeting", flow.InvokeFlowModule{FlowModuleId: modules[0].arn})
	menu.Add("customer", flow.InvokeLambdaFunction{LambdaFunctionARN: testFunction, InvocationTimeLimitSeconds: 3})
	menu.Add("sales", flow.UpdateContactTargetQueue{QueueId: n.resources["queue"].byName["Sales"][0].arn})
	menu.Add("transfer", flow.TransferContactToQueue{}).OnError("QueueAtCapacity", "overflow").Next("bye")
	menu.Add("overflow", flow.TransferToFlow{ContactFlowId: overflow.arn}).Next("bye")
	menu.Add("bye", flow.DisconnectParticipant{})
	first, err := n.add(ctx, &item{name: "Main menu", flowType: types.ContactFlowTypeContactFlow}, menu)
	if err != nil {
		return err
	}
	again := flow.NewBuilder().Else("bye")
	again.Add("sorry", flow.MessageParticipant{Text: "All lines are busy. Please hold."})
	again.Add("again", flow.TransferToFlow{ContactFlowId: first.arn}).Next("bye")
	again.Add("bye", flow.DisconnectParticipant{})
	content, err := again.Build()
	if err != nil {
		return err
	}
	return n.fill(ctx, overflow, content.Indented(), "")
}

// add creates an item and fills it.
func (n *instance) add(ctx context.Context, i *item, b *flow.Builder) (*item, error) {
	content, err := b.Build()
	if err != nil {
		return nil, err
	}
	made, err := n.create(ctx, i)
	if err != nil {
		return nil, err
	}
	return made, n.fill(ctx, made, content.Indented(), i.settings)
}
