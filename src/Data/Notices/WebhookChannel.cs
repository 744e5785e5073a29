using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Notices;

/// <summary>What an outside listener gets: that a fact was recorded, of which kind, at which unit. Never a person, never a text.</summary>
internal sealed record WebhookPayload(Guid Webhook, long Fact, string Kind, int Unit, DateOnly On, int Number);

/// <summary>Tells outside listeners of facts. The body is signed, so that the listener knows who speaks; redirections are not followed.</summary>
internal sealed class WebhookChannel(NpgsqlDataSource database, Vault vault, IHttpClientFactory clients) : IChannel
{
    public const string Name = "webhook";
    public const string Client = "webhook";

    public string Code => Name;

    /// <summary>Where the key of a listener is sealed.</summary>
    public static VaultContext Place(Guid webhook) => new("webhook", webhook, "secret", 1);

    public async Task SendAsync(JsonElement payload, CancellationToken cancel)
    {
        var told = payload.Deserialize<WebhookPayload>(ContentJson.Options)!;
        await using var command = database.CreateCommand("select address, secret from webhook where id = $1 and active");
        command.Parameters.Add(P(told.Webhook));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel)) return;

        var body = JsonSerializer.SerializeToUtf8Bytes(new { told.Fact, told.Kind, told.Unit, told.On, told.Number }, ContentJson.Options);
        var key = vault.Open(reader.GetFieldValue<byte[]>(1), Place(told.Webhook));
        using var request = new HttpRequestMessage(HttpMethod.Post, reader.GetString(0)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Qinglian-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, body)));
        request.Headers.Add("X-Qinglian-Delivery", told.Fact.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var answer = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent)) throw new HttpRequestException(null, null, answer.StatusCode);
    }
}
