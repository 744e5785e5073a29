using Microsoft.AspNetCore.Components;

namespace Qinglian.Web.Components;

/// <summary>A piece of a page; it knows the page it stands on.</summary>
public abstract class Piece : ComponentBase
{
    [CascadingParameter]
    public PageContext P { get; set; } = null!;

    /// <summary>An attribute that is left out when false.</summary>
    protected static string? When(bool condition, string value) => condition ? value : null;

    protected static string Css(Tone tone) => tone switch
    {
        Tone.Plain => "plain",
        Tone.Good => "good",
        Tone.Note => "note",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
    };

    protected static string Css(Light light) => light switch
    {
        Light.None => "none",
        Light.InTime => "in-time",
        Light.Near => "near",
        Light.Overdue => "overdue",
        Light.Stopped => "stopped",
        Light.Finished => "finished",
    };
}
