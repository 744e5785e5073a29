using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Kernel.Jobs;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Outside listeners, from adding one to the outcome of a delivery.</summary>
public sealed class WebhookPagesTests : IAsyncLifetime
{
    private Office _office = null!;

    public async ValueTask InitializeAsync() => _office = await Office.OpenAsync();

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_listener_is_added_its_key_shown_once_and_a_test_arrives_signed_with_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var browser = _office.Browse(_office.Security, "en");
        await browser.GoAsync("/admin/webhooks");
        var page = await browser.SendAsync("/admin/webhooks", ("name", "市级平台"), ("address", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/facts"), ("kinds", "was-overdue"));
        var key = Regex.Match(page, "webhook-key\">([0-9a-f]{64})<").Groups[1].Value;
        Assert.NotEmpty(key);
        var id = await _office.Database.AskAsync<Guid>("select id from webhook");

        Assert.DoesNotContain(key, await browser.GoAsync($"/admin/webhooks/{id}"), StringComparison.Ordinal);
        await browser.SendAsync($"/admin/webhooks/{id}/test");
        var received = ReceiveAsync(listener);
        await DeliverAsync();
        var (head, body) = await received;

        Assert.Contains("\"kind\":\"test\"", body, StringComparison.Ordinal);
        Assert.Contains("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key), Encoding.UTF8.GetBytes(body))), head, StringComparison.Ordinal);
        Assert.Contains("delivered", await browser.GoAsync($"/admin/webhooks/{id}"), StringComparison.Ordinal);
        Assert.Equal(["Add", "Test"], await _office.Database.AskAsync<string[]>($"select array_agg(action order by id) from ledger_line where subject = '{id}'"));
    }

    [Fact]
    public async Task A_delivery_that_fails_shows_its_error_and_a_disabled_listener_is_sent_nothing()
    {
        var browser = _office.Browse(_office.Security, "en");
        await browser.GoAsync("/admin/webhooks");
        await browser.SendAsync("/admin/webhooks", ("name", "x"), ("address", "http://127.0.0.1:1/"), ("kinds", "was-overdue"));
        var id = await _office.Database.AskAsync<Guid>("select id from webhook");
        await browser.GoAsync($"/admin/webhooks/{id}");
        await browser.SendAsync($"/admin/webhooks/{id}/test");
        await DeliverAsync();

        var page = await browser.GoAsync($"/admin/webhooks/{id}");
        Assert.Contains("being tried again", page, StringComparison.Ordinal);
        Assert.Contains("HttpRequestException", page, StringComparison.Ordinal);
        page = await browser.SendAsync($"/admin/webhooks/{id}/disable");

        Assert.DoesNotContain($"/admin/webhooks/{id}/test", page, StringComparison.Ordinal);
        Assert.False(await _office.Database.AskAsync<bool>("select active from webhook"));
        Assert.Equal(1L, await _office.Database.AskAsync<long>($"select count(*) from ledger_line where subject = '{id}' and action = 'Disable'"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        var browser = _office.Browse(_office.Security, "en");
        await browser.GoAsync("/admin/webhooks");

        var page = await browser.SendAsync("/admin/webhooks", ("name", "市级平台"), ("address", "ftp://x"), ("kinds", "was-overdue"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("Give a whole address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"市级平台\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ftp://x\"", page, StringComparison.Ordinal);
        Assert.Equal(0L, await _office.Database.AskAsync<long>("select count(*) from webhook"));
    }

    private async Task DeliverAsync()
    {
        // The site's own outbox runs every second as well; whichever comes first, it has run after this.
        await using var scope = _office.Get<IServiceScopeFactory>().CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetServices<IJob>().Single(j => j.Code == "outbox");
        for (var i = 0; i < 50 && await _office.Database.AskAsync<long>("select count(*) from outbox where channel = 'webhook' and done_at is null and tries = 0") > 0; i++)
        {
            await outbox.RunAsync(new(DateTimeOffset.UtcNow, _office.Today, (_, _) => { }), default);
            await Task.Delay(100);
        }
    }

    private static async Task<(string Head, string Body)> ReceiveAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            var whole = text.ToString();
            var end = whole.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 || whole.Length - end - 4 < int.Parse(Regex.Match(whole, "Content-Length: (\\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)) continue;

            await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
            return (whole[..end], whole[(end + 4)..]);
        }
    }
}
