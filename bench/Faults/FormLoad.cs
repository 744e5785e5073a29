using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Qinglian.Bench.Faults;

/// <summary>Fills in forms from outside, as a browser would: asks for the form, sends it with its token, and counts an act as done when the answer leads on.</summary>
/// <param name="port">Where the program listens now; another one after a start that failed.</param>
internal sealed partial class FormLoad(Func<int> port, string token, int seed, Func<Random, Guid?> dossier, Action<Guid, string> done)
{
    public int Sent { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        var chance = new Random(seed);
        var cookies = new CookieContainer();
        cookies.Add(new Cookie(Door.Cookie, token, "/", "127.0.0.1"));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { Timeout = TimeSpan.FromSeconds(20) };
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (dossier(chance) is { } id) await SendAsync(client, id, stop);
                await Task.Delay(chance.Next(5, 30), stop);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or SocketException or OperationCanceledException)
            {
                // The process was killed, at whatever point of the connection: without an answer nothing was acknowledged.
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private async Task SendAsync(HttpClient client, Guid id, CancellationToken stop)
    {
        var address = $"http://127.0.0.1:{port()}/dossiers/{id}/do/AddNote";
        using var page = await client.GetAsync(address, stop);
        if (page.StatusCode != HttpStatusCode.OK) return;

        var html = await page.Content.ReadAsStringAsync(stop);
        var mark = Guid.NewGuid().ToString("N");
        var fields = new Dictionary<string, string> { ["Text"] = mark };
        foreach (Match hidden in Hidden().Matches(html)) fields[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
        Sent++;
        using var answer = await client.PostAsync(address, new FormUrlEncodedContent(fields), stop);
        if (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.OriginalString == $"/dossiers/{id}") done(id, mark);
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
