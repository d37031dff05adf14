package chimemessaging_test

import (
	"fmt"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// The service allows each bearer ten requests a second: a bearer that sends much gets a limiter of its own.
func ExampleNewLimiter() {
	srv := newServer()
	defer srv.Close()
	limiter := chimemessaging.NewLimiter()
	bot := srv.Client(func(o *chimemessaging.Options) {
		o.ChimeBearer = srv.alice
		o.Limiter = limiter
	})

	fmt.Println(bot.Options().Limiter == chimeconnect.Limiter(limiter))
	fmt.Println(limiter.Rate("SendChannelMessage"), limiter.Rate("BatchCreateChannelMembership"))
	limiter.Throttled("SendChannelMessage") // what a client does when the service throttles it
	fmt.Println(limiter.Rate("SendChannelMessage"))
	// Output:
	// true
	// 10 1
	// 5
}
