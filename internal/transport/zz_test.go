package transport
import ("testing";"net/http"
)
func TestKey(t *testing.T){ t.Logf("%T", findResultsKey()) }
func BenchmarkMeta(b *testing.B){
 b.ReportAllocs()
 resp:=&http.Response{StatusCode:200,Header:http.Header{"X-Amzn-Requestid":{"rid"},"Date":{"Mon, 02 Jan 2006 15:04:05 GMT"}}}
 for b.Loop(){ responseMetadata(resp) }
}
