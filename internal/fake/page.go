package fake

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"time"
)

// ErrPageToken is the error for a token that is not from the same list of the same server.
var ErrPageToken = errors.New("the token is not valid for this request")

// ErrPageTokenExpired is the error for a token that is too old.
var ErrPageTokenExpired = errors.New("the token has expired")

// Pages makes and reads the tokens with which lists continue. A token says where the last page ended, for which list,
// and when it was made; a server accepts only its own.
type Pages struct {
	secret [32]byte
	life   time.Duration
}

// NewPages returns a source of tokens that are valid for the given time; 0 means without end.
func NewPages(life time.Duration) *Pages {
	p := &Pages{life: life}
	rand.Read(p.secret[:]) // never fails: the runtime ends the program first
	return p
}

// token makes the token for the rows after seq.
func (p *Pages) token(list string, seq int64, now time.Time) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(seq))
	b = binary.BigEndian.AppendUint64(b, uint64(now.UnixNano()))
	return base64.RawURLEncoding.EncodeToString(append(b, p.sign(list, b)...))
}

func (p *Pages) sign(list string, content []byte) []byte {
	mac := hmac.New(sha256.New, p.secret[:])
	mac.Write(content)
	mac.Write([]byte(list))
	return mac.Sum(nil)
}

// place returns the number of the row after which a token continues.
func (p *Pages) place(list, token string, now time.Time) (seq int64, err error) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) < 16 || !hmac.Equal(b[16:], p.sign(list, b[:16])) {
		return 0, ErrPageToken
	}
	made := time.Unix(0, int64(binary.BigEndian.Uint64(b[8:])))
	if p.life > 0 && now.Sub(made) > p.life {
		return 0, ErrPageTokenExpired
	}
	return int64(binary.BigEndian.Uint64(b)), nil
}

// List names a list and the part of it that a request wants.
type List struct {
	// Name is the operation and all of the request that chooses rows: a token is good for no other.
	Name string
	// Token is the request's token; nil or empty is the start.
	Token *string
	// Size is the request's page size; nil or 0 is Default.
	Size *int32
	// Default is the page size without one.
	Default int32
	// Limit bounds the page size, whatever the request says; 0 means no limit.
	Limit int32
	// NewestFirst turns the order around.
	NewestFirst bool
}

// Page returns a page of rows. The next token is nil on the last page.
func Page[T any](p *Pages, m Moment, list List, rows Rows[T]) (page []T, next *string, err error) {
	after := int64(0)
	if list.NewestFirst {
		after = math.MaxInt64
	}
	if list.Token != nil && *list.Token != "" {
		if after, err = p.place(list.Name, *list.Token, m.Now); err != nil {
			return nil, nil, err
		}
	}
	size := list.Default
	if list.Size != nil && *list.Size > 0 {
		size = *list.Size
	}
	if list.Limit > 0 {
		size = min(size, list.Limit)
	}
	page = []T{}
	last := after
	for row := range rows(after, list.NewestFirst) {
		if len(page) == int(size) {
			token := p.token(list.Name, last, m.Now)
			return page, &token, nil
		}
		page, last = append(page, row.Value), row.Seq
	}
	return page, nil, nil
}

// ListOf reads a list's position from an input: its members NextToken and MaxResults, and all others as the choice
// of rows.
func ListOf(operation string, in any, size int32) List {
	list := List{Default: size}
	v := reflect.New(reflect.TypeOf(in).Elem()).Elem()
	v.Set(reflect.ValueOf(in).Elem())
	if f := v.FieldByName("NextToken"); f.IsValid() {
		list.Token, _ = reflect.TypeAssert[*string](f)
		f.SetZero()
	}
	if f := v.FieldByName("MaxResults"); f.IsValid() {
		list.Size, _ = reflect.TypeAssert[*int32](f)
		f.SetZero()
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		text = []byte(err.Error()) // only values that JSON cannot hold, which no input has
	}
	list.Name = operation + string(text)
	return list
}
