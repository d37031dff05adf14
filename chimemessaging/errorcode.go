package chimemessaging

import "net/http"

// bodyCode returns the code of the modelled error for the Code in an error's body, for an answer without the header
// that names the error. Several errors share a Code, and only the status distinguishes them.
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
