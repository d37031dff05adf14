module github.com/seed-086a074d/chimeconnect/connect/redislimiter

go 1.26.0

replace github.com/seed-086a074d/chimeconnect => ../..

require (
	github.com/aws/aws-sdk-go-v2 v1.47.6
	github.com/redis/go-redis/v9 v9.23.0
	github.com/seed-086a074d/chimeconnect v0.0.0-00010101000000-000000000000
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/aws/smithy-go v1.28.8 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	go.uber.org/atomic v1.12.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/time v0.16.0 // indirect
)
