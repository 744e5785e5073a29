using System.Net.Mail;
using System.Text;
using System.Text.Json;
using Npgsql;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Notices;

/// <summary>The organ's mail server.</summary>
/// <param name="Site">Where the pages are, for the link that stops letters.</param>
public sealed record MailOptions(string Host, int Port, bool Tls, string From, string? User, string? Password, string Site);

/// <summary>
/// Letters. They say that something waits and what kind of thing it is, nothing more: mail passes through other people's hands. Both
/// languages stand in each letter, since mail has no switch.
/// </summary>
internal sealed class EmailChannel(MailOptions options, NpgsqlDataSource database) : IChannel
{
    public const string Name = "email";

    public string Code => Name;

    public async Task SendAsync(JsonElement payload, CancellationToken cancel)
    {
        var letter = payload.Deserialize<EmailPayload>(ContentJson.Options)!;
        if (await StopTokenAsync(letter, cancel) is not { } token) return;

        var stop = $"{options.Site}/notices/stop?token={token}";
        using var message = new MailMessage(options.From, letter.To)
        {
            Subject = $"{letter.Zh} / {letter.En}".ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            Body = $"{letter.Zh}\n{letter.En}\n\n{options.Site}/notices\n\n不再接收此类邮件 / Stop these letters:\n{stop}\n",
        };
        message.Headers.Add("List-Unsubscribe", $"<{stop}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Tls };
        if (options.User is { } user) client.Credentials = new System.Net.NetworkCredential(user, options.Password);
        await client.SendMailAsync(message, cancel);
    }

    // Asked again when it is sent: whoever has stopped the letters meanwhile gets none.
    private async Task<string?> StopTokenAsync(EmailPayload letter, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select stop_token from notice_preference where person = $1 and by_email and email = $2");
        command.Parameters.Add(P(letter.Person));
        command.Parameters.Add(P(letter.To));
        return await command.ExecuteScalarAsync(cancel) as string;
    }
}
