package chimemessaging_test

import (
	"fmt"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// The service allows each bearer ten requests per second: a bearer that sends a lot gets a limiter of its own.
func ExampleNewLimiter() {
	srv := newServer()
	defer srv.Close()
	limiter := chimemessaging.NewLimiter()
	bot := srv.Client(func(o *chimemessaging.Options) {
		o.ChimeBearer = srv.alice
		o.Limiter = limiter
	})

	fmt.Println(bot.Options().Limiter == chimeconnect.Limiter(limiter))
	sending := chimeconnect.Attempt{Service: chimemessaging.ServiceID, Region: "us-east-1", Operation: "SendChannelMessage"}
	fmt.Println(limiter.Rate(sending))
	limiter.Throttled(sending) // what a client does when the service throttles it
	fmt.Println(limiter.Rate(sending))
	// Output:
	// true
	// 10
	// 5
}
