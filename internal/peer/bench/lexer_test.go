package bench

import (
	"time"

	"github.com/go-faster/jx"

	ours "github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// decodeLexer is the floor of decoding: the bare lexer, with code written by hand for this one page.
func decodeLexer(text []byte) (*ours.ListUsersOutput, error) {
	out := new(ours.ListUsersOutput)
	d := jx.DecodeBytes(text)
	return out, d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		if string(key) != "UserSummaryList" {
			return d.Skip()
		}
		return d.Arr(func(d *jx.Decoder) error {
			out.UserSummaryList = append(out.UserSummaryList, types.UserSummary{})
			return lexUser(d, &out.UserSummaryList[len(out.UserSummaryList)-1])
		})
	})
}

func lexUser(d *jx.Decoder, u *types.UserSummary) error {
	return d.ObjBytes(func(d *jx.Decoder, key []byte) error {
		switch string(key) {
		case "Id":
			return lexString(d, &u.Id)
		case "Arn":
			return lexString(d, &u.Arn)
		case "Username":
			return lexString(d, &u.Username)
		case "LastModifiedRegion":
			return lexString(d, &u.LastModifiedRegion)
		case "LastModifiedTime":
			seconds, err := d.Float64()
			at := time.UnixMilli(int64(seconds * 1000)).UTC()
			u.LastModifiedTime = &at
			return err
		}
		return d.Skip()
	})
}

func lexString(d *jx.Decoder, at **string) error {
	s, err := d.Str()
	*at = &s
	return err
}
