package chimemessaging

import "net/http"

// bodyCode finds the modelled error behind the Code in an error's body, for an answer without the header that names the
// error. Several failures share a word there, and only the status tells those apart.
func bodyCode(code string, status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "UnauthorizedClientException"
	case http.StatusForbidden:
		return "ForbiddenException"
	case http.StatusNotFound:
		return "NotFoundException"
	case http.StatusConflict:
		return "ConflictException"
	case http.StatusTooManyRequests:
		return "ThrottledClientException"
	case http.StatusServiceUnavailable:
		return "ServiceUnavailableException"
	case http.StatusInternalServerError:
		return "ServiceFailureException"
	}
	switch code {
	case "ResourceLimitExceeded":
		return "ResourceLimitExceededException"
	case "BadRequest":
		return "BadRequestException"
	}
	return code
}
