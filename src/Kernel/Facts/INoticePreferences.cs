using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Facts;

/// <summary>How a person wants to be told. The inbox always has everything; letters are extra and can be stopped.</summary>
/// <param name="QuietFrom">No letter is sent from this time of day on …</param>
/// <param name="QuietUntil">… until this one; the same time twice means no quiet hours.</param>
public sealed record NoticePreference(string? Email, bool ByEmail, TimeOnly QuietFrom, TimeOnly QuietUntil)
{
    public static readonly NoticePreference Usual = new(null, false, new(22, 0), new(7, 0));

    /// <summary>When something that is ready now may be sent: now, or the end of the quiet hours.</summary>
    public DateTimeOffset NextTime(DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(now.DateTime);
        var quiet = QuietFrom <= QuietUntil ? time >= QuietFrom && time < QuietUntil : time >= QuietFrom || time < QuietUntil;
        if (!quiet) return now;

        var until = QuietUntil.ToTimeSpan() - time.ToTimeSpan();
        return now + (until < TimeSpan.Zero ? until + TimeSpan.FromDays(1) : until);
    }
}

/// <summary>Keeps the wishes of each person.</summary>
public interface INoticePreferences
{
    Task<NoticePreference> OfAsync(PersonId person, CancellationToken cancel);
    Task SaveAsync(NoticePreference preference, Actor actor, CancellationToken cancel);

    /// <summary>Stops letters to whoever the token belongs to; true also where it belongs to nobody, so that nothing can be tried out.</summary>
    Task StopAsync(string token, CancellationToken cancel);
}
