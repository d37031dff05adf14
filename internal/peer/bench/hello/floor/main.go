// Command floor makes one signed call with net/http and the AWS signer: what any client's program contains.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

func main() {
	if len(os.Args) == 1 {
		return // only what happens before main is of interest
	}
	keys := aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}
	req, err := http.NewRequest(http.MethodDelete, "https://connect.us-west-2.amazonaws.com/instance/i/lex-bot?botName=b&lexRegion=us-west-2", nil)
	if err == nil {
		err = v4.NewSigner().SignHTTP(context.Background(), keys, req, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "connect", "us-west-2", time.Now())
	}
	if err == nil {
		_, err = http.DefaultClient.Do(req)
	}
	fmt.Println(err)
}
