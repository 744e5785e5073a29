using System.Net;

namespace Qinglian.Web.Accounts;

/// <summary>How the request came here: what may be done without a password, or without encryption, hangs on it.</summary>
internal static class Nearness
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>
    /// Somebody sits at this machine: the connection is local, the name asked for is local, and nothing says that another server passed it on.
    /// A proxy on the same machine that encrypts for the outside would otherwise look like it.
    /// </summary>
    public static bool IsThisMachine(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && !Forwarding.Any(http.Request.Headers.ContainsKey);

    /// <summary>Whether a password may pass here: nobody on the way can read it.</summary>
    public static bool IsPrivate(this HttpContext http) => http.Request.IsHttps || http.IsThisMachine();

    /// <summary>Where a person is sent after the door: an address of this site or the first page.</summary>
    public static string Inside(string? next) =>
        next is ['/', ..] and not ['/', '/' or '\\', ..] && !next.Any(char.IsControl) && !next.StartsWith("/sign-", StringComparison.Ordinal) ? next : "/";
}
