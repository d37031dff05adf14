package bench

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/prelude"
	"github.com/aws/smithy-go/traits"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/aws/smithy-go/transport/http/protocol/restjson1"
)

// The newest official style decodes with schemas. No client of that style lists users, so the page has its schemas here,
// written the way that style writes them.
var (
	userSchema = smithy.NewSchema(smithy.ShapeID{Namespace: "bench", Name: "UserSummary"}, smithy.ShapeTypeStructure, 5)
	userID     = userSchema.AddMember("Id", prelude.String)
	userArn    = userSchema.AddMember("Arn", prelude.String)
	userName   = userSchema.AddMember("Username", prelude.String)
	userTime   = userSchema.AddMember("LastModifiedTime", prelude.Timestamp)
	userRegion = userSchema.AddMember("LastModifiedRegion", prelude.String)

	usersSchema = smithy.NewSchema(smithy.ShapeID{Namespace: "bench", Name: "UserSummaryList"}, smithy.ShapeTypeList, 1)
	_           = usersSchema.AddMember("member", userSchema)

	pageSchema = smithy.NewSchema(smithy.ShapeID{Namespace: "bench", Name: "ListUsersResponse"}, smithy.ShapeTypeStructure, 2)
	pageToken  = pageSchema.AddMember("NextToken", prelude.String)
	pageUsers  = pageSchema.AddMember("UserSummaryList", usersSchema)

	listUsersSchema = smithy.NewSchema(smithy.ShapeID{Namespace: "bench", Name: "ListUsers"}, smithy.ShapeTypeOperation, 0,
		&traits.HTTP{Method: "GET", URI: "/users-summary", Code: 200})
	listUsersOperation = smithy.NewOperationSchema(listUsersSchema, nil, pageSchema)
)

type newestUser struct {
	Id, Arn, Username  *string
	LastModifiedTime   *time.Time
	LastModifiedRegion *string
}

type newestPage struct {
	NextToken       *string
	UserSummaryList []newestUser
}

func (v *newestPage) Deserialize(d smithy.ShapeDeserializer) error {
	return smithy.ReadStruct(d, pageSchema, func(s *smithy.Schema) error {
		switch s {
		case pageToken:
			v.NextToken = new(string)
			return d.ReadString(s, v.NextToken)
		case pageUsers:
			return readUsers(d, s, &v.UserSummaryList)
		}
		return nil
	})
}

func readUsers(d smithy.ShapeDeserializer, s *smithy.Schema, v *[]newestUser) error {
	*v = make([]newestUser, 0)
	var one newestUser
	return smithy.ReadList(d, s, func() error {
		one = newestUser{}
		if err := one.Deserialize(d); err != nil {
			return err
		}
		*v = append(*v, one)
		return nil
	})
}

func (v *newestUser) Deserialize(d smithy.ShapeDeserializer) error {
	return smithy.ReadStruct(d, userSchema, func(s *smithy.Schema) error {
		switch s {
		case userID:
			v.Id = new(string)
			return d.ReadString(s, v.Id)
		case userArn:
			v.Arn = new(string)
			return d.ReadString(s, v.Arn)
		case userName:
			v.Username = new(string)
			return d.ReadString(s, v.Username)
		case userTime:
			v.LastModifiedTime = new(time.Time)
			return d.ReadTime(s, v.LastModifiedTime)
		case userRegion:
			v.LastModifiedRegion = new(string)
			return d.ReadString(s, v.LastModifiedRegion)
		}
		return nil
	})
}

var newestProtocol = restjson1.New(nil)

func decodeNewest(text []byte) (*newestPage, error) {
	out := new(newestPage)
	resp := &smithyhttp.Response{Response: &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(bytes.NewReader(text)), ContentLength: int64(len(text))}}
	return out, newestProtocol.DeserializeResponse(context.Background(), listUsersOperation, nil, resp, out)
}
