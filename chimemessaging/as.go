package chimemessaging

// As returns a client that acts for an app instance user or bot, given by its ARN, where an input names no ChimeBearer.
// It shares everything else with c and costs two allocations: make one for each request if requests have different
// identities.
func (c *Client) As(userOrBotARN string) *Client {
	return &Client{c.core.WithBearer(userOrBotARN)}
}
